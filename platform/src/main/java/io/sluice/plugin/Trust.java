package io.sluice.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether code may be taken from a file: it runs with all rights of Sluice, so only its owner may be able to write it. */
final class Trust {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private Trust() {}

    /** The first of the paths that others than its owner can write. */
    static Optional<Path> writableByOthers(List<Path> paths) throws IOException {
        for (Path path : paths) {
            Collection<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
            if (granted.stream().anyMatch(OF_OTHERS::contains)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
