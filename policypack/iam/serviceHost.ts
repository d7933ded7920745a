/** The names of service principals: `ssm.amazonaws.com`, `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */

const suffixes = [".amazonaws.com.cn", ".amazonaws.com", ".amazon.com", ".amazonaws.eu"];

const isRegion = (label: string): boolean => label.includes("-") && /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(label);

/** Stacks name the same few hosts again and again. What comes after these is taken apart each time. */
const known = new Map<string, string>();
const mostKnown = 500;
const longestKnown = 80;

/** The service of a principal, whatever its partition, Region and case: `logs` of `logs.eu-west-1.amazonaws.com`. */
export function serviceOf(host: string): string {
    const before = known.get(host);
    if (before !== undefined) return before;
    const service = takenApart(host);
    if (known.size < mostKnown && host.length <= longestKnown) known.set(host, service);
    return service;
}

function takenApart(host: string): string {
    const lower = host.trim().toLowerCase();
    const suffix = suffixes.find((one) => lower.endsWith(one));
    const name = suffix === undefined ? lower : lower.slice(0, -suffix.length);
    if (!name.includes(".")) return isRegion(name) ? "" : name;
    return name
        .split(".")
        .filter((label) => !isRegion(label))
        .join(".");
}

/** The name to write: AWS's own suffix, in lower case. */
export const hostOf = (service: string): string => `${service}.amazonaws.com`;
