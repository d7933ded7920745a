/** What cannot be evaluated: secrets that are not shown, values that only the update knows, unresolved references. */
import { attachedBy, documentsOf, type TemplateReading } from "../policypack/documents";
import { yamlTemplate } from "../policypack/documents/cloudformation/yaml";
import { getOwn, keysOf } from "../policypack/documents/values/paths";
import { isUnknown } from "../policypack/documents/values/unknown";
import { providerAccount } from "../policypack/engine/account";
import { isDeferred } from "../policypack/iam";
import { isUnknownValueError } from "../policypack/unknownValues";
import type { SourceResource } from "./inputs/input";

/** Why a value is not evaluated. */
export type NotEvaluatedReason = "secret" | "unknown" | "reference";

/** A value that is not evaluated, and so is not known to be compliant. */
export interface NotEvaluated {
    readonly resource: SourceResource;
    /** The path in the resource. */
    readonly path: string;
    readonly reason: NotEvaluatedReason;
}

const deepest = 64;

/** The paths of the values that only the deployment resolves: `Statement[0].Resource`. */
const deferredPaths = (value: unknown, path: string, depth = deepest): readonly string[] => {
    if (typeof value === "string") {
        return isDeferred(value) ? [path] : [];
    }
    if (typeof value !== "object" || value === null || depth === 0) {
        return [];
    }
    return keysOf(value).flatMap((key) =>
        deferredPaths(getOwn(value, key), Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, depth - 1),
    );
};

/** The types whose values are resolved at deployment: those that hold templates. */
const isDeployed = ({ type }: SourceResource): boolean => /cloudformation/i.test(type);

/** The values of a resource that the rules would evaluate, if they were known. */
export const notEvaluatedIn = (resource: SourceResource): readonly NotEvaluated[] => {
    const { type, props, provider, hiddenPaths } = resource;
    const found = new Map<string, NotEvaluated>();
    const add = (path: string, reason: NotEvaluatedReason): void => {
        found.set(path, { resource, path, reason });
    };
    hiddenPaths.forEach((path) => {
        add(path, "secret");
    });
    const account = providerAccount(provider);
    const reading: TemplateReading = { readTemplate: yamlTemplate, ...(account === undefined ? {} : { account }) };
    const visit = (path: string, read: () => unknown): void => {
        try {
            const value = read();
            if (isUnknown(value)) {
                add(path, "unknown");
            } else if (isDeployed(resource)) {
                deferredPaths(value, path).forEach((one) => {
                    add(one, "reference");
                });
            }
        } catch (error) {
            if (isUnknownValueError(error)) {
                add(path, "unknown");
            }
            // Any other failure is a violation of the resource.
        }
    };
    try {
        for (const location of documentsOf(type, props, reading)) {
            visit(location.property, () => location.raw);
        }
        for (const attachment of attachedBy(type, props, reading)) {
            visit(attachment.property, () => attachment.arn);
        }
    } catch {
        // The evaluation reports a resource that cannot be read.
    }
    return [...found.values()];
};
