/**
 * mocha forgets unhandled rejections, and Pulumi reports a failed registration or a throw inside `apply` as nothing else.
 * Required by the configuration of mocha: a test during which one happened fails, unless it took it.
 */
type Listener = (reason: unknown) => void;

const pending: unknown[] = [];
const listeners = new Set<Listener>();
const forgiven = new Set<(reason: unknown) => boolean>();

/** The rejections that nobody has handled since the last call. */
export const takeRejections = (): readonly unknown[] => pending.splice(0);

/** Calls back at each unhandled rejection until the returned function is called. */
export const onRejection = (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
};

/** Takes the rejections of a kind from now on, for those that come at no time that a test could wait for. */
export const forgive = (isOfKind: (reason: unknown) => boolean): void => {
    forgiven.add(isOfKind);
};

const collect = (reason: unknown): void => {
    if ([...forgiven].some((isOfKind) => isOfKind(reason))) {
        return;
    }
    pending.push(reason);
    listeners.forEach((listener) => {
        listener(reason);
    });
};

export const mochaHooks = {
    beforeAll(): void {
        // A worker of mocha takes every listener away between two files.
        process.off("unhandledRejection", collect).on("unhandledRejection", collect);
    },
    async afterEach(): Promise<void> {
        // A rejection is reported one turn of the event loop after it happened.
        await new Promise(setImmediate);
        const [first, ...others] = takeRejections();
        if (first !== undefined) {
            throw new Error(
                `${String(others.length + 1)} unhandled rejection(s), the first: ${first instanceof Error ? first.message : JSON.stringify(first)}`,
                {
                    cause: first,
                },
            );
        }
    },
};
