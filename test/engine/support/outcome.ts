import { stripVTControlCharacters } from "node:util";
import { CommandError, type EngineEvent, type OutputMap } from "@pulumi/pulumi/automation";
import { forgive, takeRejections } from "../../support/rejections";
import type { LoggedCall } from "../../fakeAws/provider";

/** One thing that the engine does, or at preview would do, to one resource. */
export interface Step {
    /** `create`, `update`, `delete`, `replace` and the like, in the engine's words. */
    readonly op: string;
    readonly urn: string;
    /** The inputs that made it necessary. */
    readonly diffs: readonly string[];
}

/** How one operation ended. A refusal is an outcome, not an exception: tests read it. */
export interface Outcome {
    readonly succeeded: boolean;
    /** The exit code of the CLI; undefined where a signal ended it. */
    readonly code: number | undefined;
    /** Everything the CLI printed, to both of its streams. */
    readonly output: string;
    readonly events: readonly EngineEvent[];
    /** How many resources were created, updated, left the same, and so on. */
    readonly changes: Readonly<Record<string, number>>;
    /** What was done to which resource, without what stayed the same. */
    readonly steps: readonly Step[];
    /** Errors, warnings and notes, without colours. */
    readonly diagnostics: readonly { readonly severity: string; readonly message: string; readonly urn?: string }[];
    /** What policy packs reported. */
    readonly violations: readonly {
        readonly policy: string;
        readonly level: string;
        readonly message: string;
        readonly urn: string;
    }[];
    /** Stack outputs, after `up`. */
    readonly outputs: OutputMap;
    /** What this operation asked of AWS. */
    readonly calls: readonly LoggedCall[];
}

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** `Policy` of `aws:iam/policy:Policy`. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

/** What was done in AWS: operation, type's last word and logical name, in order of the alphabet. */
export const stepsIn = (steps: readonly Step[]): readonly string[] =>
    steps
        .filter(({ urn }) => typeOf(urn).startsWith("aws:"))
        .map(({ op, urn }) => `${op} ${shortType(typeOf(urn))} ${nameOf(urn)}`)
        .sort();

/** What the engine told while it worked. */
export type Told = Pick<Outcome, "output" | "events" | "calls">;

/** What the Automation API hands back of an operation that succeeded. */
export type Done = Pick<Outcome, "changes" | "outputs">;

/** The engine warns of every plugin that it finds on PATH, which here is as it is meant to be; the rest is chatter. */
const isNoise = (severity: string, message: string): boolean =>
    severity === "debug" ||
    /using pulumi-(resource-aws|analyzer-policy-nodejs|language-elsewhere) from \$PATH/.test(message);

const withoutColour = (message: string): string => stripVTControlCharacters(message.replace(/<\{%.*?%\}>/g, ""));

const unchanged: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

const read = ({ output, events, calls }: Told): Omit<Outcome, "succeeded" | "code" | keyof Done> => ({
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

export const success = (told: Told, done: Done): Outcome => ({ ...read(told), succeeded: true, code: 0, ...done });

/** The Automation API keeps the exit code in a private place, and calls it -2 in the public one. */
const exitCode = (error: CommandError): number | undefined => {
    const { err } = Reflect.get(error, "commandResult") as { readonly err?: { readonly exitCode?: number } };
    return err?.exitCode;
};

/**
 * The outcome of a command that failed.
 *
 * @throws the error itself where it is not the CLI's: it is then a mistake of the test.
 */
export const failure = (told: Told, error: unknown): Outcome => {
    if (!(error instanceof CommandError)) {
        throw error;
    }
    forgive(isOfGoneEngine);
    const changes = told.events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges;
    return { ...read(told), succeeded: false, code: exitCode(error), changes: { ...changes }, outputs: {} };
};

/** What a program hears that the engine has cut off: in part only after the CLI has ended, on a busy machine. */
const gone = /Resource monitor is terminating|Connection dropped|ECONNREFUSED/;

/** And what it hears of an engine that goes on past a failure. */
const cutOff = new RegExp(`${gone.source}|failed to register`);

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

const isOfGoneEngine = (reason: unknown): boolean => gone.test(messageOf(reason));

/** A program whose run fails rejects all that it still waits for. What the CLI has told is told; the rest counts. */
export const forgetTold = async (output: string): Promise<void> => {
    await new Promise(setImmediate);
    for (const reason of takeRejections()) {
        const message = messageOf(reason);
        const [firstLine = ""] = message.split("\n");
        if (!cutOff.test(message) && !output.includes(firstLine)) {
            void Promise.reject(reason instanceof Error ? reason : new Error(message));
        }
    }
};
