const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const DIGIT_PAIRS = Array.from(ALPHABET, (high) => Array.from(ALPHABET, (low) => high + low)).flat();
const DIGITS = new Map(Array.from(ALPHABET, (char, digit) => [char, digit]));
const CHUNK_VALUES = 58 ** 4;
const LIMB = 2 ** 28;
// A prime: no change of one character and no swap of two leaves the remainder as it was.
const MODULUS = 251;

/** The parts of an id: kind (4 bits, with a little room to spare), tenant (32) and three numbers (32 each). */
export interface IdParts {
  readonly kind: number;
  readonly tenant: number;
  readonly numbers: readonly [number, number, number];
}

/** Writes the parts of an id, and 8 check bits, as 24 base58 characters. */
export function encodeBase58(kind: number, tenant: number, first: number, second: number, third: number): string {
  const e = kind * 2 ** 24 + (tenant >>> 8);
  const d = (tenant & 0xff) * 2 ** 20 + (first >>> 12);
  const c = (first & 0xfff) * 2 ** 16 + (second >>> 16);
  const b = (second & 0xffff) * 2 ** 12 + (third >>> 20);
  const a = (third & 0xfffff) * 2 ** 8;
  const limbs = [e, d, c, b, a + checkBits(e, d, c, b, a)];
  let top = 0;
  let text = '';
  // Long division by 58^4, six times. Each step stays below 2^53, where floor is many times faster than %.
  for (let i = 0; i < 6; i++) {
    let rest = 0;
    for (let j = top; j < limbs.length; j++) {
      const step = rest * LIMB + (limbs[j] ?? 0);
      const quotient = Math.floor(step / CHUNK_VALUES);
      limbs[j] = quotient;
      rest = step - quotient * CHUNK_VALUES;
    }
    if (limbs[top] === 0) top++;
    const high = Math.floor(rest / DIGIT_PAIRS.length);
    text = `${DIGIT_PAIRS[high]}${DIGIT_PAIRS[rest - high * DIGIT_PAIRS.length]}${text}`;
  }
  return text;
}

/** Reads what {@link encodeBase58} has written; `undefined` for any other text. */
export function decodeBase58(text: string): IdParts | undefined {
  if (text.length !== 24) return undefined;
  let [e, d, c, b, a] = [0, 0, 0, 0, 0];
  for (const char of text) {
    const digit = DIGITS.get(char);
    if (digit === undefined) return undefined;
    a = a * 58 + digit;
    b = b * 58 + Math.floor(a / LIMB);
    c = c * 58 + Math.floor(b / LIMB);
    d = d * 58 + Math.floor(c / LIMB);
    e = e * 58 + Math.floor(d / LIMB);
    a %= LIMB;
    b %= LIMB;
    c %= LIMB;
    d %= LIMB;
  }
  const check = a % 2 ** 8;
  if (checkBits(e, d, c, b, a - check) !== check) return undefined;
  return {
    kind: Math.floor(e / 2 ** 24),
    tenant: (e % 2 ** 24) * 2 ** 8 + Math.floor(d / 2 ** 20),
    numbers: [
      (d % 2 ** 20) * 2 ** 12 + Math.floor(c / 2 ** 16),
      (c % 2 ** 16) * 2 ** 16 + Math.floor(b / 2 ** 12),
      (b % 2 ** 12) * 2 ** 20 + Math.floor(a / 2 ** 8),
    ],
  };
}

// Makes the whole number divisible: limbs weigh powers of 2^28, which is 243 modulo 251.
function checkBits(e: number, d: number, c: number, b: number, a: number): number {
  const upper = ((((e % MODULUS) * 243 + d) % MODULUS) * 243 + c) % MODULUS;
  const rest = (((upper * 243 + b) % MODULUS) * 243 + a) % MODULUS;
  return rest === 0 ? 0 : MODULUS - rest;
}
