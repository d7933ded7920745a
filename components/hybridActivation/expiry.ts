import type { ValueConstraint } from "../pattern/constraints";
import type { ValidationIssue } from "../pattern/validationIssue";

/** AWS writes the date so; in any other form the next refresh would find it changed, and make another activation. */
export const expirationDate: ValueConstraint = {
    description: "a date and time in UTC, such as 2026-12-01T08:00:00Z",
    pattern: "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z",
};

const maxDays = 30;
const day = 24 * 60 * 60 * 1000;

/** The moment a text names; undefined for what is none, such as a thirtieth of February. */
const momentOf = (value: unknown): Date | undefined => {
    const date = new Date(typeof value === "string" ? value : Number.NaN);
    return Number.isNaN(date.getTime()) || date.toISOString().replace(".000Z", "Z") !== value ? undefined : date;
};

/**
 * What is wrong with the end of an activation, at whatever time one asks: a date that was near enough once stays so. That it
 * has passed is no problem, since the activation has done its work and may stay where it is.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
 */
export const expiryIssues = (path: string, value: unknown, now: Date): readonly ValidationIssue[] => {
    if (typeof value !== "string" || !new RegExp(`^${expirationDate.pattern ?? ""}$`).test(value)) {
        return [];
    }
    const date = momentOf(value);
    if (date === undefined) {
        return [{ path, value, message: "is no date of the calendar", fix: `Write ${expirationDate.description}.` }];
    }
    const latest = new Date(now.getTime() + maxDays * day);
    return date <= latest
        ? []
        : [
              {
                  path,
                  value,
                  message: `is more than ${String(maxDays)} days from now`,
                  fix: `Write a date before ${latest.toISOString().slice(0, 19)}Z; nodes stay registered after it.`,
              },
          ];
};

/** What to tell of an activation that has ended. */
export const expiryWarnings = (path: string, value: unknown, now: Date): readonly ValidationIssue[] => {
    const date = momentOf(value);
    return date === undefined || date > now
        ? []
        : [
              {
                  path,
                  value,
                  message:
                      "has passed: no machine registers with this activation any more, and AWS makes none with this date",
                  fix: 'Write a later date for another activation, or take "activation" away; nodes stay registered.',
              },
          ];
};
