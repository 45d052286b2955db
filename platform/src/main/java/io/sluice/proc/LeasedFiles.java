package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that somebody has a lease of (fcntl(2)): who opens one may break that, and its holder gets a signal, by default a deadly
 * one.
 *
 * @param inodes their numbers; file systems do not agree with proc_locks(5) on the device
 */
public record LeasedFiles(Set<Long> inodes) {
    public LeasedFiles {
        inodes = Set.copyOf(inodes);
    }

    /** Those of this moment, as far as they are seen from the pid namespace of Sluice. */
    public static LeasedFiles now() {
        return parse(ProcFile.read("/proc/locks").orElse(new byte[0]));
    }

    /** "1: LEASE  ACTIVE    READ  1234 08:01:5678 0 EOF", proc_locks(5); delegations (DELEG) are the kernel's own leases. */
    static LeasedFiles parse(byte[] locks) {
        return new LeasedFiles(new String(locks, StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split("\\s+", -1))
                .filter(words -> words.length > 5 && (words[1].equals("LEASE") || words[1].equals("DELEG")))
                .map(words -> Long.parseUnsignedLong(words[5].substring(words[5].lastIndexOf(':') + 1)))
                .collect(Collectors.toSet()));
    }

    /** Whether a file of that number may be one. */
    public boolean contains(long inode) {
        return inodes.contains(inode);
    }
}
