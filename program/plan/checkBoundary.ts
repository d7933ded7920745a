import type { PlannedDocument } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { covers } from "../../policypack/iam";
import { roleGrants, type Computed } from "./deploymentScope";
import { step } from "../config/encrypted";

/** The actions that a document allows. */
const allowedActions = ({ document }: PlannedDocument): readonly string[] =>
    document.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);

/** What a component's roles are given. */
const grantedToRoles = (computed: Computed): readonly string[] => roleGrants(computed).flatMap(allowedActions);

/**
 * What a role is given and its boundary takes away again, where the boundary is made in the same stack: AWS says nothing
 * of it until a runbook or a node is denied.
 */
export const boundaryConflicts = (all: readonly Computed[]): readonly ValidationIssue[] => {
    const boundaries = new Map(
        all.flatMap(({ instance, physicalNames, documents }) => {
            const arn = physicalNames.boundary?.arn;
            return arn === undefined || documents.boundary === undefined
                ? []
                : [[arn, { reference: instance.reference, allowed: allowedActions(documents.boundary) }] as const];
        }),
    );
    return all.flatMap((computed) => {
        const boundary = boundaries.get(String(computed.instance.resolved.permissionsBoundary));
        if (boundary === undefined) {
            return [];
        }
        const cut = new Set(
            grantedToRoles(computed).filter(
                (action) => !boundary.allowed.some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase())),
            ),
        );
        return [...cut].sort().map((action) => ({
            path: step(computed.instance.path, "permissionsBoundary"),
            value: boundary.reference,
            message: `is a boundary that does not allow ${action}, which a role of this component is given`,
            fix: `Add "${action}" to boundaryActions of ${boundary.reference}.`,
        }));
    });
};
