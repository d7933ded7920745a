import type { ValueConstraint } from "../pattern/constraints";
import type { ValidationIssue } from "../pattern/validationIssue";

/** The format that AWS returns. Any other format would show as a change on refresh and create a new activation. */
export const expirationDate: ValueConstraint = {
    description: "a date and time in UTC: a timestamp such as 2026-12-01T08:00:00Z",
    pattern: "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z",
};

const maxDays = 30;
const day = 24 * 60 * 60 * 1000;

/** The date of a timestamp; undefined if it is invalid, such as 30 February. */
const parseDate = (value: unknown): Date | undefined => {
    const date = new Date(typeof value === "string" ? value : Number.NaN);
    return Number.isNaN(date.getTime()) || date.toISOString().replace(".000Z", "Z") !== value ? undefined : date;
};

/**
 * Validates the expiration date of an activation. A date that was valid once stays valid. A date in the past is
 * allowed, because an expired activation can stay in the stack.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
 */
export const expiryIssues = (path: string, value: unknown, now: Date): readonly ValidationIssue[] => {
    if (typeof value !== "string" || !new RegExp(`^${expirationDate.pattern ?? ""}$`).test(value)) {
        return [];
    }
    const date = parseDate(value);
    if (date === undefined) {
        return [
            {
                path,
                value,
                message: "is not a valid calendar date",
                fix: "Use an existing date, such as 2026-12-01T08:00:00Z.",
            },
        ];
    }
    const latest = new Date(now.getTime() + maxDays * day);
    return date <= latest
        ? []
        : [
              {
                  path,
                  value,
                  message: `is more than ${String(maxDays)} days from now`,
                  fix: `Use a date before ${latest.toISOString().slice(0, 19)}Z; nodes stay registered after it.`,
              },
          ];
};

/** Warns about an expired activation. */
export const expiryWarnings = (path: string, value: unknown, now: Date): readonly ValidationIssue[] => {
    const date = parseDate(value);
    return date === undefined || date > now
        ? []
        : [
              {
                  path,
                  value,
                  message:
                      "has passed: no machine can register with this activation, and AWS creates no activation with this date",
                  fix: 'Set a later date for a new activation, or remove "activation". Nodes stay registered.',
              },
          ];
};
