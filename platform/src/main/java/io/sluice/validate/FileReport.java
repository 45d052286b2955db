package io.sluice.validate;

import java.util.List;

/**
 * What a check says of all files of a set.
 *
 * @param set the set
 * @param findings one for each file, in the order of the set
 */
public record FileReport(String set, List<FileFinding> findings) {
    public FileReport {
        findings = List.copyOf(findings);
    }

    /** Whether the check succeeds. */
    public boolean sound() {
        return findings.stream().noneMatch(FileFinding::fails);
    }
}
