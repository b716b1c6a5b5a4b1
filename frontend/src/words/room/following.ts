// The words of the strip that says whom one follows, a part of its chunk.

const en = { following: (name: string) => `Following ${name}: Esc stops` };

const es: typeof en = { following: (name) => `Sigues a ${name}: Esc para dejarlo` };

export const followingWords = { en, es };
