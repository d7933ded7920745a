/** Service principal names: `ssm.amazonaws.com`, `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
import { memoizeByText } from "../syntax/memoize";
import { deferred, isDeferred } from "../syntax/deferredValue";
import { domainOf, domains, isRegionCode } from "./partitions";

/** The domain suffixes of every partition, and Alexa's. */
const suffixes = [...domains, "amazon.com"].map((domain) => `.${domain}`);

/**
 * The service of a principal, without partition and Region, in lower case: `logs` for `logs.eu-west-1.amazonaws.com`.
 * A stack uses the same few service principals repeatedly.
 */
export const serviceOf = memoizeByText(200_000, (host): string => {
    const lower = host.trim().toLowerCase();
    const suffix = suffixes.find((one) => lower.endsWith(one));
    const name = suffix === undefined ? lower : lower.slice(0, -suffix.length);
    return withoutDeferredValues(name)
        .split(".")
        .filter((label, at) => !isRegionCode(label) && (at === 0 || label !== unknownLabel))
        .join(".");
});

/** Stands for a value resolved at deployment: a Region or a domain after the service, or the service itself. */
const unknownLabel = deferred("");

const withoutDeferredValues = (name: string): string =>
    isDeferred(name) ? name.replace(/\{\{[^}]*\}\}/g, unknownLabel) : name;

/**
 * Services whose principal has the domain of the partition in China. All others are `SERVICE.amazonaws.com` there too.
 *
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html (2026)
 */
const chinaDomainServices: ReadonlySet<string> = new Set(["ec2"]);

/** The service principal of a service in a partition. */
export const principalOf = (service: string, partition = "aws"): string =>
    `${service}.${partition === "aws-cn" && chinaDomainServices.has(service) ? domainOf(partition) : "amazonaws.com"}`;
