package io.sluice.sink.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.ImageSinkContract;
import io.sluice.testkit.contract.PlainHost;
import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkContractTest implements ImageSinkContract {
    @TempDir
    private Path folder;

    private int names;

    @Override
    public ImageSink sink() throws Exception {
        return new DirectorySinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.empty());
    }

    @Override
    public String newName() {
        return folder.resolve("set-" + names++).toString();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** What a writer leaves that dies while it writes its first image; {@link DeadWriterTest} kills real ones. */
    @Override
    public boolean leaveRemains(String name) throws IOException {
        Path images = Files.createDirectories(Path.of(name, ".sluice-staging", "images"));
        Files.write(images.resolve("pages-1.img"), new byte[4096]);
        return true;
    }

    @Test
    void aPunchedImageTakesLessRoom() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), Sets.SEAL)) {
            Sets.image(writer, "pages-1.img", new byte[1 << 20]);
            Sets.image(writer, Sets.SEAL, new byte[1]);
            writer.prepare();
            writer.commit();
        }
        long before = room(name);
        sink().punch(name, "pages-1.img", 4096, 512 << 10);
        assertThat(before - room(name)).isEqualTo(512 << 10);
        assertThatThrownBy(() -> sink().punch(name, "../pages-1.img", 0, 1)).isInstanceOf(IOException.class);
    }

    /** By stat(1), in bytes. */
    private static long room(String name) {
        Command.Outcome blocks =
                Command.of("stat", "-c", "%b", name + "/pages-1.img").run().succeeded();
        return 512 * Long.parseLong(blocks.out().strip());
    }
}
