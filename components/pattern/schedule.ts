import type { Advice } from "./constraints";

/** The service that evaluates a schedule. */
export type Scheduler = "maintenance window" | "EventBridge Scheduler";

/** A field of a cron expression: its values, and what else it may contain. */
interface Field {
    readonly name: string;
    readonly minimum: number;
    readonly maximum: number;
    /** The names of the values, from the minimum. */
    readonly names?: readonly string[];
    /** Further forms of an element, as a regular expression. */
    readonly also?: string;
}

const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const seconds: Field = { name: "seconds", minimum: 0, maximum: 59 };

/**
 * The fields of a cron expression, as of 2026-12-01.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
const fields: readonly Field[] = [
    { name: "minutes", minimum: 0, maximum: 59 },
    { name: "hours", minimum: 0, maximum: 23 },
    { name: "day-of-month", minimum: 1, maximum: 31, also: "L(-\\d+)?|LW|([1-9]|[12]\\d|3[01])W" },
    { name: "month", minimum: 1, maximum: 12, names: months },
    { name: "day-of-week", minimum: 1, maximum: 7, names: days, also: `L|([1-7]|${days.join("|")})(L|#[1-5])` },
    { name: "year", minimum: 1970, maximum: 2199 },
];

/** The cron fields of each scheduler. Maintenance windows accept the seconds as an additional first field. */
const layouts: Readonly<Record<Scheduler, readonly (readonly Field[])[]>> = {
    "maintenance window": [fields, [seconds, ...fields]],
    "EventBridge Scheduler": [fields],
};

const numberOf = ({ names = [], minimum }: Field, text: string): number =>
    /^\d+$/.test(text)
        ? Number(text)
        : names.indexOf(text.toUpperCase()) + (names.includes(text.toUpperCase()) ? minimum : NaN);

/** Whether an element of a list is valid: `5`, `MON-FRI`, `0/15`. */
const isElement = (field: Field, text: string): boolean => {
    const [base = "", step, ...more] = text.split("/");
    const [first = "", last = first, ...ends] = base.split("-");
    if (field.also !== undefined && new RegExp(`^(${field.also})$`, "i").test(text)) {
        return true;
    }
    if (more.length > 0 || ends.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) {
        return false;
    }
    return (
        base === "*" ||
        [first, last].every((end) => numberOf(field, end) >= field.minimum && numberOf(field, end) <= field.maximum)
    );
};

const cronAdvice = (text: string, scheduler: Scheduler): Advice | undefined => {
    const given = text.split(" ").filter((field) => field !== "");
    const layout = layouts[scheduler].find(({ length }) => length === given.length);
    if (layout === undefined) {
        return {
            message: `has ${String(given.length)} cron field${given.length === 1 ? "" : "s"}`,
            fix: `Use six: ${fields.map(({ name }) => name).join(" ")}, such as cron(0 4 ? * SUN *).`,
        };
    }
    const wrong = layout.findIndex((field, i) => {
        const value = given[i] ?? "";
        return (
            !(value === "?" && field.name.startsWith("day-")) &&
            !value.split(",").every((part) => isElement(field, part))
        );
    });
    const field = layout[wrong];
    if (field !== undefined) {
        const names = field.names === undefined ? "" : `, or ${field.names[0] ?? ""} to ${field.names.at(-1) ?? ""}`;
        return {
            message: `has the ${field.name} ${given[wrong] ?? ""}, which cron(…) does not allow`,
            fix: `Use ${String(field.minimum)} to ${String(field.maximum)}${names}, or *.`,
        };
    }
    const open = given.filter((value) => value === "?").length;
    return open === 1
        ? undefined
        : {
              message: `has ${open === 0 ? "a" : "no"} day-of-month and ${open === 0 ? "a" : "no"} day-of-week`,
              fix: "Set one of them, and the other to ?.",
          };
};

const rateAdvice = (text: string): Advice | undefined => {
    const [, value = "", unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
    const plural = value === "1" ? "" : "s";
    if (unit === "" || Number(value) === 0) {
        return {
            message: "is not a rate of a whole number of minutes, hours or days",
            fix: "Use a rate such as rate(12 hours) or rate(1 day).",
        };
    }
    return text === `${value} ${unit}${plural}`
        ? undefined
        : { message: "has the wrong unit for its number", fix: `Use rate(${value} ${unit}${plural}).` };
};

/** Whether a time exists: `2027-02-30` does not, but would be read as 2 March. */
const isTime = (text: string): boolean => {
    const time = new Date(`${text}Z`);
    return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
};

const atAdvice = (text: string): Advice | undefined =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) && isTime(text)
        ? undefined
        : { message: "is not a point in time", fix: "Use a time such as at(2027-03-01T04:00:00)." };

/** What AWS would not accept of a schedule; undefined if it is fine. */
export const scheduleAdvice =
    (scheduler: Scheduler) =>
    (text: string): Advice | undefined => {
        const [, form = "", inner = ""] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
        if (form === "cron") {
            return cronAdvice(inner, scheduler);
        }
        return form === "rate" ? rateAdvice(inner) : atAdvice(inner);
    };
