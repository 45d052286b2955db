package io.sluice.state.cgroup;

import io.sluice.image.message.CgroupDirectoryEntry;
import io.sluice.image.message.CgroupPermissions;
import io.sluice.image.message.CgroupPropertyEntry;
import io.sluice.kernel.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control group, as its folder shows it. It may go away, or change, while it is read. */
final class Group {
    /** Who is in it is told by the tasks: of these files only the permissions count. */
    private static final List<String> MEMBERS = List.of("cgroup.procs", "tasks");

    private static final String OUT_OF_MEMORY = "memory.oom_control";
    private static final String DISABLED = "oom_kill_disable ";
    private final String hierarchy;
    private final Path folder;

    Group(String hierarchy, Path folder) {
        this.hierarchy = hierarchy;
        this.folder = folder;
    }

    /** Whether threads of one process may be in different groups of it. */
    boolean threaded() {
        return Files.exists(folder.resolve("tasks"))
                || text("cgroup.type").filter("threaded"::equals).isPresent();
    }

    /**
     * It, and all below it.
     *
     * @param name what it is called in the message: seen from the one that it is in
     */
    CgroupDirectoryEntry entry(String name) throws IOException {
        CgroupDirectoryEntry.Builder entry =
                CgroupDirectoryEntry.newBuilder().setDirName(name).setDirPerms(permissions(folder));
        for (String setting : Settings.of(hierarchy)) {
            Optional<String> value = MEMBERS.contains(setting) ? Optional.of("") : text(setting);
            if (value.isPresent() && Files.exists(folder.resolve(setting))) {
                entry.addProperties(CgroupPropertyEntry.newBuilder()
                        .setName(setting)
                        .setValue(value.get())
                        .setPerms(permissions(folder.resolve(setting))));
            }
        }
        try (DirectoryStream<Path> below = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : below) {
                entry.addChildren(
                        new Group(hierarchy, child).entry(child.getFileName().toString()));
            }
        }
        return entry.build();
    }

    /** What a setting is; empty where the kernel has none of that name, or does not tell. */
    private Optional<String> text(String setting) {
        try {
            String text = new String(Files.readAllBytes(folder.resolve(setting)), StandardCharsets.UTF_8).strip();
            return Optional.of(setting.equals(OUT_OF_MEMORY) ? written(text) : text);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** It is read as lines of names and values, and written as the value of the first one. */
    private static String written(String lines) {
        return lines.lines()
                .filter(line -> line.startsWith(DISABLED))
                .map(line -> line.substring(DISABLED.length()))
                .findFirst()
                .orElse("0");
    }

    private static CgroupPermissions permissions(Path path) throws IOException {
        FileStatus status =
                FileStatus.find(path.toString()).orElseThrow(() -> new NoSuchFileException(path.toString()));
        return CgroupPermissions.newBuilder()
                .setMode(status.mode())
                .setUid(status.user())
                .setGid(status.group())
                .build();
    }
}
