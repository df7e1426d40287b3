export const grid = 10;

export const snap = (at: number) => Math.round(at / grid) * grid;
