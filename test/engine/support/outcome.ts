import { stripVTControlCharacters } from "node:util";
import { CommandError, type EngineEvent, type OutputMap } from "@pulumi/pulumi/automation";
import { ignoreRejections, takeRejections } from "../../support/rejections";
import type { LoggedCall } from "../../fakeAws/provider";

/** One operation of the engine on one resource, planned at preview. */
export interface Step {
    /** The engine's name of the operation: `create`, `update`, `delete`, `replace` and others. */
    readonly op: string;
    readonly urn: string;
    /** The inputs that have changed. */
    readonly diffs: readonly string[];
}

/** The result of one operation. A failure is an outcome, not an exception, so that tests can inspect it. */
export interface Outcome {
    readonly succeeded: boolean;
    /** The exit code of the CLI; undefined if a signal ended it. */
    readonly code: number | undefined;
    /** Everything that the CLI printed to stdout and stderr. */
    readonly output: string;
    readonly events: readonly EngineEvent[];
    /** How many resources were created, updated, left the same, and so on. */
    readonly changes: Readonly<Record<string, number>>;
    /** The operations, without unchanged resources. */
    readonly steps: readonly Step[];
    /** Errors, warnings and notes, without colours. */
    readonly diagnostics: readonly { readonly severity: string; readonly message: string; readonly urn?: string }[];
    /** The violations that policy packs reported. */
    readonly violations: readonly {
        readonly policy: string;
        readonly level: string;
        readonly message: string;
        readonly urn: string;
    }[];
    /** Stack outputs, after `up`. */
    readonly outputs: OutputMap;
    /** The calls that this operation made to AWS. */
    readonly calls: readonly LoggedCall[];
}

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** `Policy` of `aws:iam/policy:Policy`. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

/** The operations on AWS resources: operation, short type and logical name, sorted. */
export const stepsIn = (steps: readonly Step[]): readonly string[] =>
    steps
        .filter(({ urn }) => typeOf(urn).startsWith("aws:"))
        .map(({ op, urn }) => `${op} ${shortType(typeOf(urn))} ${nameOf(urn)}`)
        .sort();

/** What the engine reported during an operation. */
export type Observed = Pick<Outcome, "output" | "events" | "calls">;

/** What the Automation API returns for an operation that succeeded. */
export type Done = Pick<Outcome, "changes" | "outputs">;

/** Debug messages, and the engine's warnings about plugins on PATH, which are there on purpose. */
const isNoise = (severity: string, message: string): boolean =>
    severity === "debug" ||
    /using pulumi-(resource-aws|analyzer-policy-nodejs|language-elsewhere) from \$PATH/.test(message);

const withoutColour = (message: string): string => stripVTControlCharacters(message.replace(/<\{%.*?%\}>/g, ""));

const unchanged: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

const read = ({ output, events, calls }: Observed): Omit<Outcome, "succeeded" | "code" | keyof Done> => ({
    output,
    events,
    calls,
    steps: events.flatMap(({ resourcePreEvent }) => {
        const { op, urn, diffs = [] } = resourcePreEvent?.metadata ?? {};
        return op === undefined || urn === undefined || unchanged.has(op) ? [] : [{ op, urn, diffs }];
    }),
    diagnostics: events.flatMap(({ diagnosticEvent: each }) =>
        each === undefined || isNoise(each.severity, each.message)
            ? []
            : [{ severity: each.severity, message: withoutColour(each.message), urn: each.urn }],
    ),
    violations: events.flatMap(({ policyEvent: each }) =>
        each === undefined
            ? []
            : [
                  {
                      policy: each.policyName,
                      level: each.enforcementLevel,
                      message: withoutColour(each.message),
                      urn: each.resourceUrn ?? "",
                  },
              ],
    ),
});

export const success = (observed: Observed, done: Done): Outcome => ({
    ...read(observed),
    succeeded: true,
    code: 0,
    ...done,
});

/** The exit code, which the Automation API keeps in a private property; the public one says -2. */
const exitCode = (error: CommandError): number | undefined => {
    const { err } = Reflect.get(error, "commandResult") as { readonly err?: { readonly exitCode?: number } };
    return err?.exitCode;
};

/**
 * The outcome of a failed command.
 *
 * @throws the error itself if it is not an error of the CLI: then the test is wrong.
 */
export const failure = (observed: Observed, error: unknown): Outcome => {
    if (!(error instanceof CommandError)) {
        throw error;
    }
    ignoreRejections(isOfTerminatedEngine);
    const changes = observed.events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges;
    return { ...read(observed), succeeded: false, code: exitCode(error), changes: { ...changes }, outputs: {} };
};

/** Errors of a program after the engine has terminated. On a busy machine some arrive after the CLI has exited. */
const terminated = /Resource monitor is terminating|Connection dropped|ECONNREFUSED/;

/** The same, and the errors of an engine that continues after a failure. */
const consequential = new RegExp(`${terminated.source}|failed to register`);

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

const isOfTerminatedEngine = (reason: unknown): boolean => terminated.test(messageOf(reason));

/**
 * Discards the rejections that follow from a failure that the CLI has reported: a program that fails rejects everything
 * it still awaits. Any other rejection stays unhandled, and fails the test.
 */
export const discardReported = async (output: string): Promise<void> => {
    await new Promise(setImmediate);
    for (const reason of takeRejections()) {
        const message = messageOf(reason);
        const [firstLine = ""] = message.split("\n");
        if (!consequential.test(message) && !output.includes(firstLine)) {
            void Promise.reject(reason instanceof Error ? reason : new Error(message));
        }
    }
};
