/**
 * SHA-256, because this folder imports nothing and a fingerprint that exempts a statement must not be met by another
 * statement made to meet it. @see FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1 and 6.2
 */

const isPrime = (value: number): boolean => {
    for (let by = 2; by * by <= value; by += 1) if (value % by === 0) return false;
    return true;
};

const primes: number[] = [];
for (let value = 2; primes.length < 64; value += 1) if (isPrime(value)) primes.push(value);

const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;
const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The digest of a text (as UTF-8) in hexadecimal. */
export function sha256(text: string): string {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(padded.length - 4, bytes.length << 3);
    let hash = start;
    for (let block = 0; block < padded.length; block += 64) hash = compress(hash, schedule(view, block));
    return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function schedule(view: DataView, block: number): readonly number[] {
    const words: number[] = [];
    for (let at = 0; at < 16; at += 1) words.push(view.getInt32(block + at * 4));
    for (let at = 16; at < 64; at += 1) {
        const [w2 = 0, w7 = 0, w15 = 0, w16 = 0] = [words[at - 2], words[at - 7], words[at - 15], words[at - 16]];
        const low = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
        const high = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
        words.push((w16 + low + w7 + high) | 0);
    }
    return words;
}

function compress(before: readonly number[], words: readonly number[]): number[] {
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = before;
    for (let at = 0; at < 64; at += 1) {
        const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        const choice = (e & f) ^ (~e & g);
        const first = (h + sum1 + choice + (constants[at] ?? 0) + (words[at] ?? 0)) | 0;
        const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    return [a, b, c, d, e, f, g, h].map((word, at) => (word + (before[at] ?? 0)) | 0);
}
