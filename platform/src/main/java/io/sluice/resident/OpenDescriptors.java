package io.sluice.resident;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.MemoryFile;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.ProcFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The descriptors of a task that could be ours, by their numbers: what each is, as proc_pid_fd(5) says. */
record OpenDescriptors(int pid, SortedMap<Integer, String> links) {
    static final String RECORD = "sluice-track";
    private static final String RECORD_LINK = "/memfd:" + RECORD + " (deleted)";
    private static final String USER_FAULT_LINK = "anon_inode:[userfaultfd]";

    static OpenDescriptors of(int pid) {
        SortedMap<Integer, String> links = new TreeMap<>();
        String[] numbers = new File("/proc/" + pid + "/fd").list();
        for (String number : numbers == null ? new String[0] : numbers) {
            link(pid, number)
                    .filter(OpenDescriptors::isPerhapsOurs)
                    .ifPresent(link -> links.put(Integer.valueOf(number), link));
        }
        return new OpenDescriptors(pid, links);
    }

    /** Whether one that is called so could be ours. */
    static boolean isPerhapsOurs(String link) {
        return link.equals(RECORD_LINK) || link.equals(USER_FAULT_LINK);
    }

    private static Optional<String> link(int pid, String number) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd", number))
                    .toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    boolean isRecord(int number) {
        return RECORD_LINK.equals(links.get(number));
    }

    boolean isUserFault(int number) {
        return USER_FAULT_LINK.equals(links.get(number));
    }

    /** Whether a userfaultfd was never made ready for use: nobody keeps one like that. */
    boolean isIdle(int number) {
        return ProcFile.read("/proc/" + pid + "/fdinfo/" + number)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(facts -> facts.contains("API:\taa:0:"))
                .isPresent();
    }

    Optional<TrackRecord> record(int number) {
        try (MemoryFile file = new MemoryFile(OpenFile.ofTask(pid, number))) {
            return TrackRecord.parse(file.text());
        } catch (KernelException closed) {
            return Optional.empty();
        }
    }
}
