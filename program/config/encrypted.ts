/** Values that the stack's config holds encrypted, as `secure:`. */

/** An encrypted value: known, but shown to nobody and written into no document. */
export class EncryptedValue {
    constructor(
        /** Where it stands: `ssm-access:runCommand.patching.operator.documents[0]`. */
        readonly path: string,
        /** The value itself; undefined where only its ciphertext is at hand. */
        readonly plainText: unknown,
        private readonly position: number,
    ) {}

    /** The same mark over the decrypted value. */
    revealed(plainText: unknown): EncryptedValue {
        return new EncryptedValue(this.path, plainText, this.position);
    }

    /** What stands for the value where a name or a document is computed: no text of AWS looks like it. */
    get placeholder(): string {
        return `secure-value-${this.position}-of-the-config`;
    }

    /** Never the value itself, whoever prints it. */
    toJSON(): string {
        return "[secure]";
    }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof EncryptedValue);

/** A path one step further: `documents[1]` for a position, `operator.documents` for a name. */
export const step = (path: string, to: string | number): string =>
    typeof to === "number" ? `${path}[${to}]` : path === "" ? to : `${path}.${to}`;

/** The same value with each of its leaves, encrypted ones too, put through a function. */
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

/** The encrypted values within a value. */
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
