/**
 * Fails a test on unhandled rejections, unless the test takes them. mocha ignores them, but Pulumi reports a failed
 * registration or a throw inside `apply` in no other way. Required by the mocha configuration.
 */
import { pluralize } from "../../policypack/iam/syntax/pluralize";
type Listener = (reason: unknown) => void;

const pending: unknown[] = [];
const listeners = new Set<Listener>();
const ignored = new Set<(reason: unknown) => boolean>();

/** Returns the unhandled rejections since the last call, and clears them. */
export const takeRejections = (): readonly unknown[] => pending.splice(0);

/** Calls the listener on each unhandled rejection, until the returned function is called. */
export const onRejection = (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
};

/** Ignores matching rejections from now on, for those that may come after the end of the test. */
export const ignoreRejections = (isOfKind: (reason: unknown) => boolean): void => {
    ignored.add(isOfKind);
};

const collect = (reason: unknown): void => {
    if ([...ignored].some((isOfKind) => isOfKind(reason))) {
        return;
    }
    pending.push(reason);
    listeners.forEach((listener) => {
        listener(reason);
    });
};

export const mochaHooks = {
    beforeAll(): void {
        // A mocha worker removes all listeners between two files.
        process.off("unhandledRejection", collect).on("unhandledRejection", collect);
    },
    async afterEach(): Promise<void> {
        // Node.js reports a rejection one turn of the event loop later.
        await new Promise(setImmediate);
        const [first, ...others] = takeRejections();
        if (first !== undefined) {
            throw new Error(
                `${pluralize(others.length + 1, "unhandled rejection")}, the first: ${first instanceof Error ? first.message : JSON.stringify(first)}`,
                {
                    cause: first,
                },
            );
        }
    },
};
