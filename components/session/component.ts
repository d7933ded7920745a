import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { SessionAccessArgs } from "./args";
import { session, sessionAccessLevels } from "./pattern";
import { preferencesContent } from "./preferences";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    users: "Open sessions of Session Manager on the named nodes, and keep one's own.",
    administrators: "Change the preferences of Session Manager.",
    auditors: "See the sessions of Session Manager and read their logs.",
} as const;

/** Policies know the preferences by name and key; what else is in them may be unknown and leaves the policies known. */
const withoutContent = ({ preferences, ...args }: SessionAccessArgs): SessionAccessArgs => ({
    ...args,
    ...(preferences && { preferences: { documentName: preferences.documentName, kmsKeyArn: preferences.kmsKeyArn } }),
});

/**
 * Sessions of Session Manager: who opens which kind on which nodes, how they are logged, encrypted and ended, who may
 * change that, and who looks at them. Nodes need the rights of `sessions` in `ManagedInstanceAccess` for the same key, log
 * group and bucket.
 *
 * What to know before it is used:
 * - A shell on a node is root on it unless `runAs` says otherwise, and whoever changes the preferences runs commands in
 *   everybody's sessions by a shell profile.
 * - Nothing logs what goes through SSH or a forwarded port; so these are asked for by name.
 * - AWS judges documents and nodes apart: a grantee of two of these components opens the sessions of one on the nodes of
 *   the other. Whoever may tag nodes widens a grant by tag.
 * - An own session is one whose id begins with the user's own, so give no two users of one role session names of which one
 *   is the other with a hyphen and more: `ann` could end the sessions of `ann-marie`.
 * - The Region has one document of preferences by default. One that the console made before is imported, not made again.
 *
 * @example
 * const access = new SessionAccess("shell", {
 *     users: {
 *         documents: ["SSM-SessionManagerRunShell"],
 *         targetTags: { Environment: ["dev"] },
 *         grantees: { groups: ["developers"] },
 *     },
 *     preferences: { idleSessionTimeoutMinutes: 15, logGroup: { logGroupName: "/ssm/sessions" } },
 * });
 * export const userPolicyArn = access.userPolicyArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started.html
 */
export class SessionAccess extends pulumi.ComponentResource {
    /** ARN of the users' policy, once attached to all its grantees; undefined without users. */
    readonly userPolicyArn?: pulumi.Output<string>;
    /** ARN of the administrators' policy, once attached to all its grantees; undefined without administrators. */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** ARN of the auditors' policy, once attached to all its grantees; undefined without auditors. */
    readonly auditorPolicyArn?: pulumi.Output<string>;
    /** Name of the session document made here, once it exists; undefined without preferences. */
    readonly documentName?: pulumi.Output<string>;
    /** ARN of the session document made here, once it exists; undefined without preferences. */
    readonly documentArn?: pulumi.Output<string>;

    constructor(name: string, args: SessionAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:SessionAccess", name, validateArgs(session, name, args), opts);
        const { names, documents } = planComponent(this, session, name, withoutContent(args));

        if (args.preferences !== undefined) {
            const document = new ssm.Document(
                `${name}-preferences`,
                {
                    name: names.preferences.name,
                    documentType: "Session",
                    documentFormat: "JSON",
                    content: pulumi.output(args.preferences).apply(preferencesContent),
                    tags: args.tags,
                    region: args.region,
                },
                { parent: this },
            );
            this.documentName = resolveAfter(names.preferences.name, [document]);
            this.documentArn = resolveAfter(names.preferences.arn as pulumi.Output<string>, [document]);
        }

        const { users, administrators, auditors } = granteePolicies(this, name, sessionAccessLevels, {
            names,
            documents,
            descriptions,
            args,
        });
        this.userPolicyArn = users;
        this.administratorPolicyArn = administrators;
        this.auditorPolicyArn = auditors;

        this.registerOutputs({
            userPolicyArn: this.userPolicyArn,
            administratorPolicyArn: this.administratorPolicyArn,
            auditorPolicyArn: this.auditorPolicyArn,
            documentName: this.documentName,
            documentArn: this.documentArn,
        });
    }
}
