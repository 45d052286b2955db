package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code is taken only from where nobody but root and the user can put it. */
final class TrustTest {
    private static final int STRANGER = 12_345;

    @TempDir
    private Path root;

    private Path above;
    private Path folder;
    private Trust trust;

    @BeforeEach
    void make() throws IOException {
        trust = Trust.ofThisUser();
        above = Files.createDirectory(root.resolve("above"));
        folder = Files.createDirectory(above.resolve("plugins"));
        modes(above, "rwxr-xr-x");
        modes(folder, "rwxr-xr-x");
    }

    @Test
    void whatIsTheUsersOwnIsTrusted() throws IOException {
        assertThat(trust.ofFolder(folder)).isEmpty();
        assertThat(trust.ofAll(List.of(folder))).isEmpty();
    }

    @Test
    void whatOthersCanWriteIsNot() throws IOException {
        for (String modes : List.of("rwxrwxr-x", "rwxr-xrwx")) {
            modes(folder, modes);
            assertThat(what(trust.ofFolder(folder)))
                    .isEqualTo("can be written by others than its owner: " + real(folder));
            modes(folder, "rwxr-xr-x");
            modes(above, modes);
            assertThat(what(trust.ofFolder(folder)))
                    .isEqualTo("can be written by others than its owner: " + real(above));
            modes(above, "rwxr-xr-x");
        }
    }

    /** As /tmp is: who can write there cannot put another folder in the place of this one. */
    @Test
    void aStickyFolderAboveIsTrustedAndOneOfPluginsIsNot() throws IOException {
        Files.setAttribute(above, "unix:mode", 01777);
        assertThat(trust.ofFolder(folder)).isEmpty();
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThat(trust.ofFolder(folder)).isPresent();
    }

    @Test
    void whatBelongsToAStrangerIsNot() throws IOException {
        assumeTrue(trust.user() == 0, "only root gives files away");
        Path jar = Files.createFile(folder.resolve("plugin.jar"));
        Files.setAttribute(jar, "unix:uid", STRANGER);
        assertThat(what(trust.ofAll(List.of(jar)))).startsWith("belongs to user " + STRANGER);
        assertThat(new Trust(STRANGER).ofAll(List.of(jar))).isEmpty();
        assertThat(new Trust(STRANGER).ofFolder(folder)).as("root's").isEmpty();
        Files.setAttribute(above, "unix:uid", STRANGER);
        assertThat(trust.ofFolder(folder)).as("above it anybody's").isEmpty();
        Files.setAttribute(folder, "unix:uid", STRANGER);
        assertThat(what(trust.ofFolder(folder))).startsWith("belongs to user " + STRANGER);
    }

    /** What counts is where a link leads to, and what is above that. */
    @Test
    void aLinkToTheFolderIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), folder);
        assertThat(trust.ofFolder(link)).isEmpty();
        modes(above, "rwxrwxrwx");
        assertThat(trust.ofFolder(link)).isPresent();
    }

    private static Path real(Path path) throws IOException {
        return path.toRealPath();
    }

    private static String what(Optional<Finding> finding) {
        return finding.orElseThrow().what();
    }

    private static void modes(Path path, String modes) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
    }
}
