export const b = 1;
const c = ;
