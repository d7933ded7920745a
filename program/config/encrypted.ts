/** Encrypted values of the stack's config (`secure:`). */
import { UnquotedScalar } from "./unquotedScalar";

/** Stands for an encrypted value in output. */
const hiddenText = "[secure]";

/** An encrypted value: never printed and never written to a document. */
export class EncryptedValue {
    constructor(
        /** Its path in the config: `ssm-access:runCommand.patching.operator.documents[0]`. */
        readonly path: string,
        /** The decrypted value; undefined if only the ciphertext is available. */
        readonly plainText: unknown,
        private readonly position: number,
    ) {}

    /** A copy that holds the decrypted value. */
    revealed(plainText: unknown): EncryptedValue {
        return new EncryptedValue(this.path, plainText, this.position);
    }

    /** Replaces the value while names and documents are computed; unlike any text that AWS uses. */
    get placeholder(): string {
        return `secure-value-${this.position}-of-the-config`;
    }

    /** A copy for a run without the stack's key, which shows this text instead. */
    hidden(): EncryptedValue {
        return this.revealed(hiddenText);
    }

    /** Whether the decrypted value is available. */
    get isReadable(): boolean {
        return this.plainText !== undefined && this.plainText !== hiddenText;
    }

    /** Keeps the plain text out of serialized output. */
    toJSON(): string {
        return hiddenText;
    }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof EncryptedValue) &&
    !(value instanceof UnquotedScalar);

/** Appends an array index (`documents[1]`) or a property name (`operator.documents`) to a path. */
export const step = (path: string, to: string | number): string => {
    if (typeof to === "number") {
        return `${path}[${to}]`;
    }
    return path === "" ? to : `${path}.${to}`;
};

/** Maps every leaf of a value, encrypted values included. */
export const mapLeaves = (value: unknown, leaf: (value: unknown, path: string) => unknown, path = ""): unknown => {
    if (Array.isArray(value)) {
        return value.map((element, i) => mapLeaves(element, leaf, step(path, i)));
    }
    return isRecord(value)
        ? Object.fromEntries(
              Object.entries(value).map(([name, inner]) => [name, mapLeaves(inner, leaf, step(path, name))]),
          )
        : leaf(value, path);
};

/** The value with a placeholder for each encrypted value. */
export const withPlaceholders = (value: unknown): unknown =>
    mapLeaves(value, (leaf) => (leaf instanceof EncryptedValue ? leaf.placeholder : leaf));

/** The placeholders of encrypted values in a text. */
export const placeholdersIn = (text: string): ReadonlySet<string> =>
    new Set(text.match(/secure-value-\d+-of-the-config/g) ?? []);

/** Finds the encrypted values in a value. */
export const encryptedValuesIn = (value: unknown): readonly EncryptedValue[] => {
    const found: EncryptedValue[] = [];
    mapLeaves(value, (leaf) => {
        if (leaf instanceof EncryptedValue) {
            found.push(leaf);
        }
        return leaf;
    });
    return found;
};
