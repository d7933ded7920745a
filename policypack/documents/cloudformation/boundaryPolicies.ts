/** Which managed policies of a template are permissions boundaries of its roles and users, and nothing else. */

import { getOwn, keysOf } from "../values/paths";
import { attributeParts, isLoop, subParts, text } from "./references";

const managedPolicy = "AWS::IAM::ManagedPolicy";
const boundaryProperty = "PermissionsBoundary";

/** The properties by which a managed policy attaches itself. */
const attachingProperties = ["Groups", "Roles", "Users"];

/** How the values of a template name its resources. */
class Uses {
    /** The logical IDs in `Ref`, `Fn::GetAtt` and `Fn::Sub`. */
    readonly names = new Set<string>();
    /** The texts that may be the ARN of a policy of the account. */
    readonly arns: string[] = [];
    /** Whether a reference is computed, so that it may name any resource. */
    isComputed = false;

    /** Adds what a value refers to. A loop, because a template sets the depth. */
    add(root: unknown): void {
        const open = [root];
        while (open.length > 0) {
            const value = open.pop();
            if (typeof value === "string") {
                this.addText(value);
                continue;
            }
            for (const key of keysOf(value)) {
                const inner = getOwn(value, key);
                if (key === "Ref") {
                    this.addName(inner);
                } else if (key === "Fn::GetAtt") {
                    this.addName(typeof inner === "string" ? attributeParts(inner)[0] : getOwn(inner, 0));
                }
                open.push(inner);
            }
        }
    }

    private addName(name: unknown): void {
        if (typeof name !== "string" || name.includes("{")) {
            this.isComputed = true;
        } else {
            this.names.add(name);
        }
    }

    private addText(written: string): void {
        if (written.includes("policy/") && !written.includes(":iam::aws:policy/")) {
            this.arns.push(written);
        }
        for (const part of written.includes("${") ? subParts(written) : []) {
            if (typeof part !== "string") {
                this.addName(attributeParts(part.name)[0]);
            }
        }
    }

    has({ logicalId, name }: BoundaryCandidate): boolean {
        return this.names.has(logicalId) || (name !== undefined && this.arns.some((arn) => arn.includes(name)));
    }
}

/** A managed policy that attaches itself to no principal. */
interface BoundaryCandidate {
    readonly logicalId: string;
    /** The name as it is written: a text, or the text of an `Fn::Sub`. Undefined if AWS chooses it. */
    readonly name: string | undefined;
}

/** The name of the policy as its ARN may contain it; empty, which every ARN contains, if only the deployment knows it. */
const nameIn = (properties: unknown): string | undefined => {
    const name = getOwn(properties, "ManagedPolicyName");
    const written = getOwn(name, "Fn::Sub") ?? name;
    return typeof written === "string" || written === undefined ? written : "";
};

const candidateOf = (logicalId: string, resource: unknown): readonly BoundaryCandidate[] => {
    const properties = getOwn(resource, "Properties");
    return getOwn(resource, "Type") === managedPolicy &&
        attachingProperties.every((property) => getOwn(properties, property) === undefined)
        ? [{ logicalId, name: nameIn(properties) }]
        : [];
};

/**
 * The logical IDs of the managed policies that roles and users of the template have as permissions boundary, and that it
 * uses in no other way. A policy that the template exports may be attached elsewhere.
 *
 * @param isDocument - whether a property of a type is a policy document, which attaches no policy that it names.
 */
export const boundaryPoliciesIn = (
    template: unknown,
    isDocument: (type: string, property: string) => boolean,
): ReadonlySet<string> => {
    const resources = getOwn(template, "Resources");
    const candidates = keysOf(resources).flatMap((name) => candidateOf(name, getOwn(resources, name)));
    if (candidates.length === 0) {
        return new Set();
    }
    const [boundaries, others] = [new Uses(), new Uses()];
    for (const name of keysOf(resources)) {
        const resource = getOwn(resources, name);
        if (isLoop(name)) {
            others.add(resource);
            continue;
        }
        const properties = getOwn(resource, "Properties");
        const type = text(getOwn(resource, "Type"));
        for (const property of keysOf(properties).filter((one) => !isDocument(type, one))) {
            (property === boundaryProperty ? boundaries : others).add(getOwn(properties, property));
        }
    }
    const globals = getOwn(template, "Globals");
    for (const section of keysOf(globals)) {
        boundaries.add(getOwn(getOwn(globals, section), boundaryProperty));
    }
    const outputs = getOwn(template, "Outputs");
    for (const output of keysOf(outputs).map((name) => getOwn(outputs, name))) {
        if (getOwn(output, "Export") !== undefined) {
            others.add(getOwn(output, "Value"));
        }
    }
    return new Set(
        others.isComputed
            ? []
            : candidates.filter((one) => boundaries.has(one) && !others.has(one)).map(({ logicalId }) => logicalId),
    );
};
