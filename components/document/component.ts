import { ServiceSetting } from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { DocumentAccessArgs } from "./args";
import { document } from "./pattern";
import { documentAccessLevels } from "./validate";
import { granteePolicies } from "../resources/granteePolicies";
import { planComponent, validateArgs } from "../resources/planComponent";
import { resolveAfter } from "../resources/resolveAfter";

/** Descriptions of managed policies. AWS replaces a policy to change its description, so they stay once released. */
const descriptions = {
    authors: "Write the named documents of Systems Manager.",
    sharers: "Share the named documents of Systems Manager with other accounts.",
    readers: "Read the named documents of Systems Manager.",
} as const;

/**
 * Grants permission to write, share and read documents of Systems Manager: commands, runbooks, packages, change calendars
 * and others. A document is code: authors are administrators of the nodes and roles that somebody runs their documents
 * with. The preview warns about documents that another component of the stack runs.
 *
 * Sharing is separate from writing. AWS has no condition for the accounts that a document is shared with. A document shared
 * with everybody shows what it contains to everybody: `blockPublicSharing` prevents it for the account in the Region, and
 * sharers may not change this setting. Never write secrets in a document.
 *
 * @example
 * const documents = new DocumentAccess("web", {
 *     authors: { namePrefixes: ["Acme-Web-"], documentTypes: ["Command"], grantees: { groups: ["developers"] } },
 *     readers: { namePrefixes: ["Acme-"], grantees: { groups: ["support"] } },
 *     blockPublicSharing: true,
 * });
 * export const authorPolicyArn = documents.authorPolicyArn;
 *
 * @throws RunError with every validation issue of the args; no resource is created then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html
 */
export class DocumentAccess extends pulumi.ComponentResource {
    /** ARN of the authors' policy, once it is attached to all grantees; undefined without a policy. */
    readonly authorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `authors` as JSON; undefined unless the level is set without grantees. */
    readonly authorPolicyJson?: pulumi.Output<string>;
    /** ARN of the sharers' policy, once it is attached to all grantees; undefined without a policy. */
    readonly sharerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `sharers` as JSON; undefined unless the level is set without grantees. */
    readonly sharerPolicyJson?: pulumi.Output<string>;
    /** ARN of the readers' policy, once it is attached to all grantees; undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `readers` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;
    /** ARN of the setting that blocks public sharing, once it does; undefined without `blockPublicSharing`. */
    readonly settingArn?: pulumi.Output<string>;

    constructor(name: string, args: DocumentAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:DocumentAccess", name, validateArgs(document, name, args), opts);
        const { names, policies } = planComponent(this, document, name, args);

        if (args.blockPublicSharing === true) {
            const arn = names.setting.arn as pulumi.Output<string>;
            const setting = new ServiceSetting(
                `${name}-setting`,
                { settingId: arn, settingValue: "Disable", region: args.region },
                { parent: this },
            );
            this.settingArn = resolveAfter(arn, [setting]);
        }

        const { authors, sharers, readers } = granteePolicies(this, name, documentAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.authorPolicyArn = authors.arn;
        this.authorPolicyJson = authors.json;
        this.sharerPolicyArn = sharers.arn;
        this.sharerPolicyJson = sharers.json;
        this.readerPolicyArn = readers.arn;
        this.readerPolicyJson = readers.json;

        this.registerOutputs({
            authorPolicyArn: this.authorPolicyArn,
            authorPolicyJson: this.authorPolicyJson,
            sharerPolicyArn: this.sharerPolicyArn,
            sharerPolicyJson: this.sharerPolicyJson,
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
            settingArn: this.settingArn,
        });
    }
}
