export enum Currency {
  Euro = "EUR",
  Dollar = "USD",
}

export type Money = { amount: number; currency: Currency };

export const format = <T extends Money>({ amount, currency }: T): string => `${amount.toFixed(2)} ${currency}`;
