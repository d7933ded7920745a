import * as pulumi from "@pulumi/pulumi";

/** An output or promise among the args, once it is resolved. */
interface Leaf {
    readonly output: pulumi.Output<unknown>;
    readonly value: unknown;
    readonly isKnown: boolean;
    readonly isSecret: boolean;
}

/** The members of an output that its type hides. `apply` skips unknown values, so it cannot wait for them. */
interface OutputInternals {
    readonly promise: (withUnknowns: true) => Promise<unknown>;
    readonly isKnown: Promise<boolean>;
    readonly isSecret: Promise<boolean>;
}

/** Thrown where a function reads a value that is not known yet. */
class UnknownValueRead extends Error {}

/** Args after all their outputs and promises are resolved, some perhaps to unknown values. */
export interface ResolvedArgs<Args> {
    /** The plain values of these args, which hold the same outputs; undefined while one of them is unknown. */
    readonly valuesOf: (args: unknown) => pulumi.Unwrap<Args> | undefined;
    /** Whether the value at a path, such as `operator.documents[0]`, is a secret or part of one. */
    readonly isSecret: (path: string) => boolean;
    /**
     * The result of a function of the args. It depends only on the args that the function reads, also if it only
     * compares them: it is unknown if one of these is, secret if one is, and depends on their resources only.
     */
    readonly apply: <Result>(read: (args: pulumi.Unwrap<Args>) => Result) => pulumi.Output<Result>;
}

const isAsync = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;

const join = (path: string, key: string, isElement: boolean): string => {
    if (isElement) {
        return `${path}[${key}]`;
    }
    return path === "" ? key : `${path}.${key}`;
};

/** The outputs and promises among the args, with their paths. */
const asyncValues = (value: unknown, path = ""): readonly (readonly [path: string, value: unknown])[] => {
    if (isAsync(value)) {
        return [[path, value]];
    }
    return isContainer(value)
        ? Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]) =>
              asyncValues(inner, join(path, key, Array.isArray(value))),
          )
        : [];
};

const settle = async (value: unknown): Promise<Leaf> => {
    const output: pulumi.Output<unknown> = pulumi.output(value);
    const { promise, isKnown, isSecret } = output as unknown as OutputInternals;
    const [settled, known, secret] = await Promise.all([promise(true), isKnown, isSecret]);
    return { output, value: settled, isKnown: known, isSecret: secret };
};

/** A copy of the args in which each output is a property that reports when it is read. */
const withReaders = (
    value: unknown,
    leafOf: (value: unknown) => Leaf | undefined,
    read: (leaf: Leaf) => unknown,
): unknown => {
    if (!isContainer(value)) {
        return value;
    }
    const copy: object = Array.isArray(value) ? [] : {};
    for (const [key, inner] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
        const leaf = leafOf(inner);
        Object.defineProperty(copy, key, {
            enumerable: true,
            ...(leaf === undefined ? { value: withReaders(inner, leafOf, read) } : { get: () => read(leaf) }),
        });
    }
    return copy;
};

/** A copy that holds no property of the args any more: copying reads all that the value contains. */
const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(copied);
    }
    return isContainer(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copied(inner)]))
        : value;
};

/** Waits for all outputs and promises among the args. */
export const resolveArgs = async <Args>(args: Args): Promise<ResolvedArgs<Args>> => {
    const found = asyncValues(args);
    const leaves = new Map<unknown, Leaf>();
    await Promise.all(
        found.map(async ([, value]) => {
            leaves.set(value, await settle(value));
        }),
    );
    const read = (of: unknown, onRead: (leaf: Leaf) => unknown): pulumi.Unwrap<Args> =>
        withReaders(of, (value) => leaves.get(value), onRead) as pulumi.Unwrap<Args>;
    const secretPaths = found.flatMap(([path, value]) => (leaves.get(value)?.isSecret === true ? [path] : []));
    return {
        valuesOf: (of) =>
            asyncValues(of).every(([, value]) => leaves.get(value)?.isKnown === true)
                ? (copied(read(of, ({ value }) => value)) as pulumi.Unwrap<Args>)
                : undefined,
        isSecret: (path) => secretPaths.some((secret) => path.startsWith(secret) || secret.startsWith(path)),
        apply: <Result>(readArgs: (args: pulumi.Unwrap<Args>) => Result) => {
            const reads = new Set<pulumi.Output<unknown>>();
            const onRead = ({ output, value, isKnown }: Leaf): unknown => {
                reads.add(output);
                if (!isKnown) {
                    throw new UnknownValueRead("the value is not known yet");
                }
                return value;
            };
            let result: Result | undefined;
            try {
                result = copied(readArgs(read(args, onRead))) as Result;
            } catch (error) {
                if (!(error instanceof UnknownValueRead)) {
                    throw error;
                }
            }
            // If a value is unknown, so is the output, and nobody sees the missing result.
            return pulumi.all([...reads]).apply<Result>(() => result as Result);
        },
    };
};
