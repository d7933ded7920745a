import type { Names, PlannedDocument } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { reviewDocument } from "../../components/resources/reviewDocument";
import { checkConfig, prefixPaths } from "../config/check";
import { ConfigError } from "../config/error";
import { fillDeploymentScope } from "./deploymentScope";
import type { StackContext } from "../config/instances";
import type { GivenConfig } from "../config/read";
import type { Resolved } from "../config/references";
import { PolicyViolationError } from "./violationError";
import { mapLeaves, EncryptedValue, encryptedValuesIn } from "../config/encrypted";
import { boundaryConflicts } from "./checkBoundary";
import type { ReviewedDocument } from "./reviewedDocument";
import type { Settings } from "../config/settings";

/** One component, ready to be made. */
export interface PlannedInstance extends Resolved {
    readonly physicalNames: Names;
    readonly reviewed: readonly ReviewedDocument[];
    /** The components made before it, by reference. */
    readonly after: readonly string[];
    /** What nobody asked for and yet follows from the stack as a whole; nothing is refused for it. */
    readonly warnings: readonly ValidationIssue[];
}

/** Everything a stack will hold, before any of it exists; in an order in which it can be made. */
export interface StackPlan {
    readonly settings: Settings;
    readonly instances: readonly PlannedInstance[];
}

/** The args with a stand-in for each encrypted value. */
const withPlaceholders = ({ resolved }: Resolved): Resolved["args"] =>
    mapLeaves(resolved, (leaf) => (leaf instanceof EncryptedValue ? leaf.placeholder : leaf)) as Resolved["args"];

/** What a component comes to beside the others. */
const warningsOf = (instance: Resolved, all: readonly Resolved[]): readonly ValidationIssue[] => {
    const neighbours = all
        .filter((other) => other !== instance)
        .map((other) => ({
            reference: other.reference,
            component: other.pattern.component,
            scope: other.scope,
            args: withPlaceholders(other),
        }));
    return prefixPaths(
        instance.path,
        instance.pattern.warnings?.(withPlaceholders(instance), instance.scope, neighbours) ?? [],
    );
};

/** Names and documents as they are computed with a stand-in for each encrypted value. */
const computed = (
    instance: Resolved,
): Pick<PlannedInstance, "physicalNames"> & {
    readonly documents: Readonly<Record<string, PlannedDocument | undefined>>;
} => {
    const { pattern, scope } = instance;
    const args = withPlaceholders(instance);
    return { physicalNames: pattern.names(scope, args), documents: pattern.documents(scope, args) };
};

/** IAM shows names and documents to whoever may read them, so no encrypted value may get into one. */
const leaks = (instance: Resolved, texts: unknown): readonly ValidationIssue[] => {
    const written = JSON.stringify(texts);
    return encryptedValuesIn(instance.resolved)
        .filter(({ placeholder }) => written.includes(placeholder))
        .map(({ path }) => ({
            path,
            message: "is encrypted, but a name or a policy document needs it, which is plain text in AWS",
            fix: "Write it in plain text.",
        }));
};

/** Those that others wait for come first. */
const ordered = (instances: readonly PlannedInstance[]): readonly PlannedInstance[] => {
    const done = new Map<string, PlannedInstance>();
    const byReference = new Map(instances.map((instance) => [instance.reference, instance]));
    const visit = (instance: PlannedInstance): void => {
        if (done.has(instance.reference)) {
            return;
        }
        for (const reference of instance.after) {
            const other = byReference.get(reference);
            if (other !== undefined) {
                visit(other);
            }
        }
        done.set(instance.reference, instance);
    };
    instances.forEach(visit);
    return [...done.values()];
};

/**
 * What a config asks for, checked and judged.
 *
 * @throws ConfigError with every problem of the config at once.
 * @throws LawError with every finding that nobody accepted, once each.
 */
export const planStack = (config: GivenConfig, context: StackContext): StackPlan => {
    const { settings, instances, after } = checkConfig(config, context);
    const complete = fillDeploymentScope(instances, (instance) => ({ instance, ...computed(instance) }));
    const drafts = complete.map((instance) => ({ instance, ...computed(instance) }));
    const wrong = [...drafts.flatMap(({ instance, ...texts }) => leaks(instance, texts)), ...boundaryConflicts(drafts)];
    if (wrong.length > 0) {
        throw new ConfigError(wrong);
    }
    const planned = drafts.map(({ instance, physicalNames, documents }): PlannedInstance => ({
        ...instance,
        physicalNames,
        after: [...(after.get(instance.reference) ?? [])],
        warnings: warningsOf(instance, complete),
        reviewed: Object.entries(documents).flatMap(([child, document]) =>
            document === undefined
                ? []
                : [
                      {
                          owner: instance.path,
                          child,
                          planned: document,
                          ...reviewDocument(document, instance.scope.location.accountId),
                      },
                  ],
        ),
    }));
    const refused = planned.flatMap(({ reviewed }) => reviewed).filter((document) => document.blocking.length > 0);
    if (refused.length > 0) {
        throw new PolicyViolationError(refused);
    }
    return { settings, instances: ordered(planned) };
};
