package io.sluice.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether code may be taken from a file: it runs with all rights of Sluice, so only root and who runs Sluice may be able to
 * change the file, or put another in its place.
 *
 * @param user the number of who runs Sluice
 */
record Trust(int user) {
    private static final int ROOT = 0;

    /** inode(7): written by the group, or by all; in a sticky folder only owners remove and rename. */
    private static final int OF_OTHERS = 022;

    private static final int STICKY = 01000;

    /** For the user of this process: the owner of its folder in proc(5). */
    static Trust ofThisUser() throws IOException {
        return new Trust((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /**
     * What is wrong with a folder, or with those above it, up to the root: these may be anybody's, as a checkout in a home is, but
     * not everybody's.
     */
    Optional<Finding> ofFolder(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Optional<Finding> finding = of(real, 0);
        for (Path above = real.getParent(); finding.isEmpty() && above != null; above = above.getParent()) {
            finding = written(above, attributes(above), STICKY);
        }
        return finding;
    }

    /** What is wrong with the first of these that anything is wrong with; the folder that they are in is trusted. */
    Optional<Finding> ofAll(List<Path> paths) throws IOException {
        for (Path path : paths) {
            Optional<Finding> finding = Files.isSymbolicLink(path) ? Optional.of(link(path)) : of(path, 0);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Finding> of(Path path, int excuse) throws IOException {
        Map<String, Object> attributes = attributes(path);
        int owner = (int) attributes.get("uid");
        if (owner != ROOT && owner != user) {
            return Optional.of(Finding.unfit(
                    "belongs to user " + owner + ", who is neither root nor you: " + path, "chown root " + path));
        }
        return written(path, attributes, excuse);
    }

    /** @param excuse the bits of a mode with which others may write */
    private static Optional<Finding> written(Path path, Map<String, Object> attributes, int excuse) {
        int mode = (int) attributes.get("mode");
        if ((mode & OF_OTHERS) != 0 && (mode & excuse) == 0) {
            return Optional.of(Finding.unfit("can be written by others than its owner: " + path, "chmod go-w " + path));
        }
        return Optional.empty();
    }

    private static Finding link(Path path) {
        return Finding.unfit("is or has a link: " + path, "put the file itself there");
    }
}
