/** The names of service principals: `ssm.amazonaws.com`, `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
import { domains } from "./partitions";

/** Of every partition, and the one that Alexa has. */
const suffixes = [...domains, "amazon.com"].map((domain) => `.${domain}`);

const isRegion = (label: string): boolean => /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(label);

/** Stacks name the same few hosts again and again. */
const cache = new Map<string, string>();
const maxCached = 500;

/** The service of a principal, whatever its partition, Region and case: `logs` of `logs.eu-west-1.amazonaws.com`. */
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

/** The name to write: AWS's own suffix, in lower case. */
export const principalOf = (service: string): string => `${service}.amazonaws.com`;
