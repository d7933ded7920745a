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

const encoder = new TextEncoder();
/** Room for the text of most statements, made once; a longer text gets room of its own. */
const room = new Uint8Array(8192);
/** The words of one block, and what is made of them; every block writes all of it anew. */
const schedule = new Int32Array(64);
const state = new Int32Array(8);

/** The digest of a text (as UTF-8) in hexadecimal. */
export function sha256(text: string): string {
    // UTF-8 takes three bytes at most for each unit of the text; the padding is nine to seventy-two.
    const bytes = text.length * 3 + 72 > room.length ? new Uint8Array(text.length * 3 + 72) : room;
    const { written } = encoder.encodeInto(text, bytes);
    const padded = Math.ceil((written + 9) / 64) * 64;
    bytes.fill(0, written, padded);
    bytes[written] = 0x80;
    const view = new DataView(bytes.buffer);
    view.setUint32(padded - 8, Math.floor(written / 2 ** 29));
    view.setUint32(padded - 4, written << 3);
    state.set(start);
    for (let block = 0; block < padded; block += 64) {
        fillSchedule(view, block);
        compress();
    }
    return Array.from(state, (one) => (one >>> 0).toString(16).padStart(8, "0")).join("");
}

const scheduled = (at: number): number => schedule[at] ?? 0;
const word = (at: number): number => state[at] ?? 0;

function fillSchedule(view: DataView, block: number): void {
    for (let at = 0; at < 16; at += 1) schedule[at] = view.getInt32(block + at * 4);
    for (let at = 16; at < 64; at += 1) {
        const w2 = scheduled(at - 2);
        const w15 = scheduled(at - 15);
        const low = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
        const high = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
        schedule[at] = scheduled(at - 16) + low + scheduled(at - 7) + high;
    }
}

function compress(): void {
    let a = word(0);
    let b = word(1);
    let c = word(2);
    let d = word(3);
    let e = word(4);
    let f = word(5);
    let g = word(6);
    let h = word(7);
    for (let at = 0; at < 64; at += 1) {
        const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        const choice = (e & f) ^ (~e & g);
        const first = (h + sum1 + choice + (constants[at] ?? 0) + scheduled(at)) | 0;
        const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + first) | 0;
        d = c;
        c = b;
        b = a;
        a = (first + second) | 0;
    }
    // Each sum wraps to 32 bits as it is stored.
    state[0] = a + word(0);
    state[1] = b + word(1);
    state[2] = c + word(2);
    state[3] = d + word(3);
    state[4] = e + word(4);
    state[5] = f + word(5);
    state[6] = g + word(6);
    state[7] = h + word(7);
}
