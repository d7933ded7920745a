import { policyJsonOutput } from "../../components/pattern/accessLevels";
import { isCreated, isOffered, maximumCharacters } from "../../components/pattern/children";
import { adviceOn, UNKNOWN } from "../../components/pattern/constraints";
import { planDocuments, type SiblingComponent } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { reviewDocument } from "../../components/resources/reviewDocument";
import { checkConfig, prefixPaths, type CheckedInstance } from "../config/check";
import { ConfigError } from "../config/error";
import { computeDocuments, type Computed } from "./deploymentScope";
import type { StackContext } from "../config/instances";
import type { GivenConfig } from "../config/read";
import { PolicyViolationError } from "./violationError";
import { encryptedValuesIn, EncryptedValue, mapLeaves, placeholdersIn, withPlaceholders } from "../config/encrypted";
import type { Args } from "../config/patterns";
import { accountWarnings } from "./accountWarnings";
import { attachmentQuotas } from "./attachmentQuotas";
import { boundaryConflicts } from "./checkBoundary";
import { combinedGrantWarnings } from "./combinedGrants";
import type { ReviewedDocument } from "./reviewedDocument";
import type { Settings } from "../config/settings";

/** A planned component: validated, with its names and reviewed documents. */
export interface PlannedInstance extends CheckedInstance {
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
const plainArgs = ({ resolved }: CheckedInstance): Args => withPlaceholders(resolved) as Args;

const asSibling = (instance: CheckedInstance): SiblingComponent => ({
    reference: instance.reference,
    component: instance.pattern.component,
    scope: instance.scope,
    args: plainArgs(instance),
    names: instance.physicalNames,
});

/** Warnings about the values of a component, and about its combination with the other components. */
const warningsOf = (instance: CheckedInstance, components: readonly SiblingComponent[]): readonly ValidationIssue[] => {
    const { pattern, path, resolved, scope } = instance;
    return prefixPaths(path, [
        ...adviceOn(
            pattern.constraints,
            mapLeaves(resolved, (leaf) => (leaf instanceof EncryptedValue ? UNKNOWN : leaf)),
        ),
        ...(pattern.warnings?.(plainArgs(instance), scope, components) ?? []),
    ]);
};

/** The output that offers a document; undefined if the component creates a resource with it. */
const offeredBy = ({ instance, documents }: Computed, child: string): Pick<ReviewedDocument, "offered"> => {
    const { pattern, name, resolved, physicalNames } = instance;
    const told = pattern.children[child];
    return told !== undefined &&
        isOffered(child, told, resolved) &&
        !isCreated(child, told, resolved, physicalNames[child]?.arn, documents)
        ? { offered: { component: pattern.component, name, output: policyJsonOutput(child) } }
        : {};
};

/** Whether nothing tells the account of a component: its provider does, if it is another one than the assumed. */
const isAccountAssumed = ({ scope }: CheckedInstance, context: StackContext): boolean =>
    context.isAccountAssumed === true && scope.location.accountId === context.location.accountId;

/** The reviewed documents of a component, each with the quota of the resource that has it. */
const reviewsOf = (computed: Computed): readonly ReviewedDocument[] => {
    const { instance, documents } = computed;
    return Object.entries(documents).flatMap(([child, plannedDocument]) =>
        plannedDocument === undefined
            ? []
            : [
                  {
                      owner: instance.path,
                      child,
                      plannedDocument,
                      ...offeredBy(computed, child),
                      ...reviewDocument(
                          plannedDocument,
                          instance.scope.location.accountId,
                          maximumCharacters(instance.pattern.children[child]),
                      ),
                  },
              ],
    );
};

/** Names and documents are plain text in AWS, so an encrypted value must not appear in one. */
const leakedSecrets = (instance: CheckedInstance, texts: unknown): readonly ValidationIssue[] => {
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
    const drafts = computeDocuments(instances, (instance) =>
        planDocuments(instance.pattern, instance.scope, plainArgs(instance)),
    );
    const quotas = attachmentQuotas(drafts, settings);
    const issues = [
        ...drafts.flatMap(({ instance, documents }) => leakedSecrets(instance, [instance.physicalNames, documents])),
        ...boundaryConflicts(drafts),
        ...quotas.issues,
    ];
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    const components = drafts.map(({ instance }) => asSibling(instance));
    const combined = combinedGrantWarnings(drafts);
    const planned = drafts.map((draft): PlannedInstance => ({
        ...draft.instance,
        after: [...(after.get(draft.instance.reference) ?? [])],
        warnings: [
            ...warningsOf(draft.instance, components),
            ...(quotas.warnings.get(draft.instance.path) ?? []),
            ...(combined.get(draft.instance.path) ?? []),
            ...(isAccountAssumed(draft.instance, context) ? [] : accountWarnings(draft.instance)),
        ],
        reviewed: reviewsOf(draft),
    }));
    const blocked = planned.flatMap(({ reviewed }) => reviewed).filter((document) => document.blocking.length > 0);
    if (blocked.length > 0) {
        throw new PolicyViolationError(blocked);
    }
    return { settings, instances: ordered(planned) };
};
