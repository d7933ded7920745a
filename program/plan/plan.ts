import {
    planDocuments,
    type Names,
    type PlannedDocument,
    type SiblingComponent,
} from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { reviewDocument } from "../../components/resources/reviewDocument";
import { checkConfig, prefixPaths } from "../config/check";
import { ConfigError } from "../config/error";
import { fillDeploymentScope } from "./deploymentScope";
import type { StackContext } from "../config/instances";
import type { GivenConfig } from "../config/read";
import type { Resolved } from "../config/references";
import { PolicyViolationError } from "./violationError";
import { mapLeaves, EncryptedValue, encryptedValuesIn, placeholdersIn } from "../config/encrypted";
import { boundaryConflicts } from "./checkBoundary";
import type { ReviewedDocument } from "./reviewedDocument";
import type { Settings } from "../config/settings";

/** A planned component: validated, with its names and reviewed documents. */
export interface PlannedInstance extends Resolved {
    readonly physicalNames: Names;
    readonly reviewed: readonly ReviewedDocument[];
    /** The components created before it, by reference. */
    readonly after: readonly string[];
    /** Side effects of the combination with other components of the stack; they do not block the deployment. */
    readonly warnings: readonly ValidationIssue[];
}

/** All components of a stack before any of them exists, in creation order. */
export interface StackPlan {
    readonly settings: Settings;
    readonly instances: readonly PlannedInstance[];
}

/** The args with a placeholder for each encrypted value. */
const withPlaceholders = ({ resolved }: Resolved): Resolved["args"] =>
    mapLeaves(resolved, (leaf) => (leaf instanceof EncryptedValue ? leaf.placeholder : leaf)) as Resolved["args"];

const asSibling = (instance: Resolved): SiblingComponent => ({
    reference: instance.reference,
    component: instance.pattern.component,
    scope: instance.scope,
    args: withPlaceholders(instance),
});

/** Warnings about a component in combination with the other components. */
const warningsOf = (instance: Resolved, components: readonly SiblingComponent[]): readonly ValidationIssue[] =>
    prefixPaths(
        instance.path,
        instance.pattern.warnings?.(withPlaceholders(instance), instance.scope, components) ?? [],
    );

/** Names and documents, computed with a placeholder for each encrypted value. */
const computed = (
    instance: Resolved,
): Pick<PlannedInstance, "physicalNames"> & {
    readonly documents: Readonly<Record<string, PlannedDocument | undefined>>;
} => {
    const { pattern, scope } = instance;
    const args = withPlaceholders(instance);
    return { physicalNames: pattern.names(scope, args), documents: planDocuments(pattern, scope, args) };
};

/** Names and documents are plain text in AWS, so an encrypted value must not appear in one. */
const leakedSecrets = (instance: Resolved, texts: unknown): readonly ValidationIssue[] => {
    const encrypted = encryptedValuesIn(instance.resolved);
    const written = encrypted.length === 0 ? new Set() : placeholdersIn(JSON.stringify(texts));
    return encrypted
        .filter(({ placeholder }) => written.has(placeholder))
        .map(({ path }) => ({
            path,
            message: "is encrypted, but appears in a name or a policy document, which is plain text in AWS",
            fix: "Use a plain-text value.",
        }));
};

/** Sorts dependencies before their dependents. */
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
 * Plans a stack: validates its config and evaluates every policy document.
 *
 * @throws ConfigError with all issues of the config at once.
 * @throws PolicyViolationError with every mandatory violation that is not accepted.
 */
export const planStack = (config: GivenConfig, context: StackContext): StackPlan => {
    const { settings, instances, after } = checkConfig(config, context);
    const complete = fillDeploymentScope(instances, (instance) => ({ instance, ...computed(instance) }));
    const drafts = complete.map((instance) => ({ instance, ...computed(instance) }));
    const issues = [
        ...drafts.flatMap(({ instance, ...texts }) => leakedSecrets(instance, texts)),
        ...boundaryConflicts(drafts),
    ];
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    const components = complete.map(asSibling);
    const planned = drafts.map(({ instance, physicalNames, documents }): PlannedInstance => ({
        ...instance,
        physicalNames,
        after: [...(after.get(instance.reference) ?? [])],
        warnings: warningsOf(instance, components),
        reviewed: Object.entries(documents).flatMap(([child, document]) =>
            document === undefined
                ? []
                : [
                      {
                          owner: instance.path,
                          child,
                          plannedDocument: document,
                          ...reviewDocument(document, instance.scope.location.accountId),
                      },
                  ],
        ),
    }));
    const blocked = planned.flatMap(({ reviewed }) => reviewed).filter((document) => document.blocking.length > 0);
    if (blocked.length > 0) {
        throw new PolicyViolationError(blocked);
    }
    return { settings, instances: ordered(planned) };
};
