/** AWS types under the names of other providers, and products whose policies are not AWS's. */

import { attachmentPaths } from "./attachments";
import { fieldsOfTypes, resourceTypes } from "./index";
import { memoizeByText } from "../../iam";
import type { Step } from "../values/paths";

/** An AWS type under the name of another provider. */
export interface AwsType {
    /** The type with the same properties in the tables. */
    readonly type: string;
    /** Where its properties stand below those of the resource. */
    readonly below: readonly Step[];
}

/**
 * Types that Pulumi's own provider names differently than Terraform, whose names bridged providers and Crossplane keep.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs (2026-12-01)
 */
const terraformNames: Readonly<Record<string, string>> = {
    vpcendpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
    vpcendpointpolicy: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    s3object: "aws:s3/bucketObjectv2:BucketObjectv2",
    s3objectcopy: "aws:s3/bucketObjectv2:BucketObjectv2",
};

/** Service and name without separators: `aws:iam/role:Role` and `AWS::IAM::Role` are `iamrole`. */
const keyOfToken = (type: string): string => {
    if (type.startsWith("AWS::")) {
        return type.slice("AWS::".length).replaceAll("::", "").toLowerCase();
    }
    const [, module = "", name = ""] = type.split(":");
    return `${module.split("/", 1)[0] ?? ""}${name}`.toLowerCase();
};

const byKey = (prefix: string): ReadonlyMap<string, string> =>
    new Map(
        [...Object.keys(resourceTypes), ...Object.keys(fieldsOfTypes), ...Object.keys(attachmentPaths)]
            .filter((type) => type.startsWith(prefix))
            .map((type) => [keyOfToken(type), type]),
    );

const classicTypes: ReadonlyMap<string, string> = new Map([...byKey("aws:"), ...Object.entries(terraformNames)]);

/** CloudFormation's types under the names that the native provider gives to their properties. */
const nativeTypes = byKey("aws-native:");

/**
 * The API groups of operators that manage AWS: Crossplane's `iam.aws.upbound.io` and `iam.aws.crossplane.io`, and
 * AWS Controllers for Kubernetes, `iam.services.k8s.aws`.
 * @see https://docs.upbound.io/providers/provider-aws/ and https://aws-controllers-k8s.github.io/community/reference/
 */
const operatorGroup = /^([a-z0-9]+)\.(aws(?:\.m)?\.(?:upbound|crossplane)\.io|services\.k8s\.aws)$/;

const operatorType = (group: string, kind: string): AwsType | undefined => {
    const [, service = "", operator = ""] = operatorGroup.exec(group) ?? [];
    const name = kind.toLowerCase();
    const type = classicTypes.get(service + name) ?? (service === "ec2" ? classicTypes.get(name) : undefined);
    return type === undefined || service === ""
        ? undefined
        : { type, below: operator.startsWith("services") ? ["spec"] : ["spec", "forProvider"] };
};

/** The AWS type that another provider's type stands for; undefined for other types. */
export const awsTypeOf = memoizeByText(200_000, (type): AwsType | undefined => {
    const [provider = "", module = "", name = ""] = type.split(":");
    const [group = ""] = module.split("/", 1);
    if (provider === "kubernetes") {
        return operatorType(group, name);
    }
    const types = provider === "awscc" ? nativeTypes : classicTypes;
    const found = types.get(name.toLowerCase()) ?? types.get(`${group}${name}`.toLowerCase());
    return found === undefined || found === type ? undefined : { type: found, below: [] };
});

/**
 * Providers that change nothing in AWS: other clouds, storage that takes the form of AWS's policies with actions and
 * principals of its own, code hosts, and local values.
 */
const otherProducts: ReadonlySet<string> = new Set([
    "minio",
    "ceph",
    "rook",
    "scaleway",
    "digitalocean",
    "linode",
    "ovh",
    "vultr",
    "wasabi",
    "yandex",
    "alicloud",
    "tencentcloud",
    "huaweicloud",
    "flexibleengine",
    "opentelekomcloud",
    "openstack",
    "outscale",
    "ionoscloud",
    "exoscale",
    "stackit",
    "upcloud",
    "civo",
    "hcloud",
    "cloudflare",
    "b2",
    "gcp",
    "google",
    "azure",
    "azuread",
    "oci",
    "ibm",
    "github",
    "gitlab",
    "bitbucket",
    "docker",
    "random",
    "tls",
]);

/** Whether a type belongs to a product that is not AWS: by its provider, or the API group of its operator. */
export const isOtherProduct = memoizeByText(200_000, (type): boolean => {
    const [provider = "", module = ""] = type.split(":");
    const names = provider === "kubernetes" ? (module.split("/", 1)[0] ?? "") : provider;
    return names.split(/[^a-z0-9]+/).some((name) => otherProducts.has(name));
});
