/** JUnit XML: a suite for each rule, and a failing case for each violation. */
import { locationOf, stackName, formatPosition, type Report, type ReportedViolation } from "../report";
import { notEvaluatedTexts } from "./text";

/** Control characters, which XML cannot contain in any form, and halves of characters. */
const invalid = /(?![\n\r\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
};

const escape = (text: string): string =>
    text.replace(invalid, "\ufffd").replace(/[&<>"\n\r\t]/g, (found) => entities[found] ?? found);

const element = (
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    content: readonly string[] = [],
): string => {
    const written = Object.entries(attributes)
        .map(([key, value]) => ` ${key}="${escape(String(value))}"`)
        .join("");
    return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join("")}</${name}>`;
};

const testCase = (one: ReportedViolation): string => {
    const { rule, message, reason, fix, fingerprint, level } = one;
    const where = `${one.address} ${locationOf(one)}`;
    const text = [`${where}: ${message}. ${reason}`, `Fix: ${fix}`, formatPosition(one), `Fingerprint: ${fingerprint}`];
    const attributes = { classname: stackName(one.stack) || one.file, name: where, file: one.file };
    return element("testcase", attributes, [
        element("failure", { type: `${level} ${rule.severity}`, message: `${message}.` }, [escape(text.join("\n"))]),
    ]);
};

export const formatJunit = (report: Report): string => {
    const { rules, open, unreadable, notEvaluated, tool } = report;
    const suites = rules.map((rule) => {
        const cases = open.filter((one) => one.rule === rule).map(testCase);
        // A suite without a case would not be shown at all.
        const all = cases.length > 0 ? cases : [element("testcase", { classname: rule.name, name: rule.description })];
        return element(
            "testsuite",
            { name: rule.name, tests: all.length, failures: cases.length, errors: 0, skipped: 0 },
            all,
        );
    });
    const errors = unreadable.map(({ file, reason }) =>
        element("testcase", { classname: file, name: "is read", file }, [
            element("error", { type: "unreadable", message: `${file} ${reason}` }),
        ]),
    );
    const skipped = notEvaluated.map((gap) =>
        element(
            "testcase",
            { classname: stackName(gap.stack) || gap.file, name: `${gap.address} ${gap.path}`, file: gap.file },
            [element("skipped", { message: `not evaluated: ${notEvaluatedTexts[gap.reason]}` })],
        ),
    );
    const others = [...errors, ...skipped];
    const inputs =
        others.length === 0
            ? []
            : [
                  element(
                      "testsuite",
                      {
                          name: "inputs",
                          tests: others.length,
                          failures: 0,
                          errors: errors.length,
                          skipped: skipped.length,
                      },
                      others,
                  ),
              ];
    const passed = rules.filter((rule) => !open.some((one) => one.rule === rule)).length;
    const total = open.length + passed + others.length;
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        element("testsuites", { name: tool.name, tests: total, failures: open.length, errors: errors.length }, [
            ...inputs,
            ...suites,
        ]),
    ].join("\n");
};
