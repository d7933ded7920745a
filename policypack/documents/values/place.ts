/** Places in a resource: like paths, but independent of the order of lists, so that nobody can shift them. */
import { parseJson } from "./parseJson";
import { getOwn, keysOf, type Step } from "./paths";

/** Members that name an element of a list: `name`, `PolicyName`, `policy_arn`. */
const naming = /^(name|id|key|arn)$|[a-z](Name|Id|Arn)$|[_-](name|id|arn)$/;
const inList = /^\[(\d+)\]/;

const isScalar = (value: unknown): value is string | number | boolean =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** A document or template in a text, which does not name the element that holds it. */
const isDocument = (value: unknown): boolean => typeof value === "string" && /^\s*[[{]|\n/.test(value);

/** What identifies an element of a list: its names, else all its plain members but the one at the next step. */
const namesOf = (element: unknown, next: Step | undefined): string => {
    if (Array.isArray(element)) {
        return "";
    }
    const members = keysOf(element)
        .filter((key) => key !== next)
        .map((key) => [key, getOwn(element, key)] as const)
        .filter(([, value]) => isScalar(value) && !isDocument(value))
        .sort(([one], [other]) => (one < other ? -1 : 1));
    const named = members.filter(([key]) => naming.test(key));
    const found = named.length > 0 ? named : members;
    return found.length === 0 ? "" : JSON.stringify(Object.fromEntries(found));
};

/**
 * The place at these steps: `inlinePolicies[{"name":"read"}].policy`. An element of a list is identified by its names
 * instead of its position.
 */
export const placeAt = (root: unknown, steps: readonly Step[]): string => {
    let value = root;
    let place = "";
    steps.forEach((step, at) => {
        const holder = typeof value === "string" ? parseJson(value) : value;
        const isElement = Array.isArray(holder);
        value = getOwn(holder, step);
        if (isElement) {
            place += `[${namesOf(value, steps[at + 1])}]`;
        } else {
            place += place === "" ? String(step) : `.${step}`;
        }
    });
    return place;
};

/** The key that the path starts with; the longest, if keys contain periods or brackets. */
const keyAt = (value: unknown, path: string): string | undefined => {
    const [first = ""] = /^[^.[]*/.exec(path) ?? [];
    if (getOwn(value, first) !== undefined) {
        return first;
    }
    const isStart = (key: string): boolean =>
        path.startsWith(key) && (path.length === key.length || ".[".includes(path.charAt(key.length)));
    return keysOf(value)
        .filter(isStart)
        .sort((one, other) => other.length - one.length)
        .at(0);
};

/** The steps of a path that `formatPath` wrote for this value; undefined if the path leads nowhere. */
export const stepsOf = (root: unknown, path: string): readonly Step[] | undefined => {
    const steps: Step[] = [];
    let value = root;
    let rest = path;
    while (rest !== "") {
        const [written, index] = Array.isArray(value) ? (inList.exec(rest) ?? []) : [keyAt(value, rest)];
        if (written === undefined) {
            return undefined;
        }
        const step = index === undefined ? written : Number(index);
        steps.push(step);
        value = getOwn(value, step);
        rest = rest.slice(written.length).replace(/^\./, "");
    }
    return steps;
};

/** The place of a path in a resource. A path that leads nowhere loses its positions. */
export const placeOfPath = (root: unknown, path: string): string => {
    const steps = stepsOf(root, path);
    return steps === undefined ? path.replace(/\[\d+\]/g, "[]") : placeAt(root, steps);
};
