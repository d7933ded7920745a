/** Service principal names: `ssm.amazonaws.com`, `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
import { domains } from "./partitions";

/** The domain suffixes of every partition, and Alexa's. */
const suffixes = [...domains, "amazon.com"].map((domain) => `.${domain}`);

const isRegion = (label: string): boolean => /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(label);

/** A stack uses the same few service principals repeatedly. */
const cache = new Map<string, string>();
const maxCached = 500;

/**
 * The service of a principal, without partition and Region, in lower case: `logs` for `logs.eu-west-1.amazonaws.com`.
 */
export const serviceOf = (host: string): string => cache.get(host) ?? cacheService(host);

const cacheService = (host: string): string => {
    if (cache.size >= maxCached) {
        cache.clear();
    }
    const service = parse(host);
    cache.set(host, service);
    return service;
};

const parse = (host: string): string => {
    const lower = host.trim().toLowerCase();
    const suffix = suffixes.find((one) => lower.endsWith(one));
    const name = suffix === undefined ? lower : lower.slice(0, -suffix.length);
    return name
        .split(".")
        .filter((label) => !isRegion(label))
        .join(".");
};

/** The service principal of a service, with the suffix of the `aws` partition. */
export const principalOf = (service: string): string => `${service}.amazonaws.com`;
