// Reads JSON that comes from outside: a value of the expected kind, or null.

export type Json = Record<string, unknown>;
export type Role = "host" | "candidate" | "observer";

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** A whole number from 0 on. */
export const countOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** Roles of people; a replay link has none. */
export const roleOf = (value: unknown): Role | null =>
  value === "host" || value === "candidate" || value === "observer" ? value : null;

export function parseObject(json: string): Json | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
