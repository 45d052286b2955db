package io.sluice.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/** Compiles the target programs, which come as sources, once per source. */
final class TargetProgram {

    private TargetProgram() {}

    /** The executable of a program of {@code /targets}; needs gcc. */
    static Path compiled(String name) throws IOException {
        byte[] source = source(name + ".c");
        CRC32 sum = new CRC32();
        sum.update(source);
        Path executable = cache().resolve(name + "-" + Long.toHexString(sum.getValue()));
        if (!Files.isExecutable(executable)) {
            compile(name, source, executable);
        }
        return executable;
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream in = TargetProgram.class.getResourceAsStream("/targets/" + name)) {
            if (in == null) {
                throw new IOException("the test kit has no program " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Maven's own folder of the module that is tested, where there is one: mvn clean removes it. */
    private static Path cache() throws IOException {
        Path build = Path.of("target").toAbsolutePath();
        Path parent = Files.isDirectory(build) ? build : Path.of(System.getProperty("java.io.tmpdir"));
        return Files.createDirectories(parent.resolve("sluice-targets"));
    }

    private static void compile(String name, byte[] source, Path executable) throws IOException {
        Path file = Files.createTempFile(executable.getParent(), name, ".c");
        Path made = Files.createTempFile(executable.getParent(), name, ".made");
        Files.write(file, source);
        Command.of("gcc", "-O2", "-g", "-std=gnu11", "-pthread", "-o", made.toString(), file.toString())
                .run()
                .succeeded();
        Files.move(made, executable, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file);
    }
}
