package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the stored bytes of a chain that is compressed, encrypted, or both: it is never taken for whole. */
class MutatedStackIT {
    private static final int MUTATIONS = Form.count(34, 3334);
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.SET_DAMAGED, ErrorCode.SET_MISSING, ErrorCode.STORAGE, ErrorCode.CONFIG);

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[zstd, directory]",
                "[{use: encrypt, key: KEY}, directory]",
                "[zstd, {use: encrypt, key: KEY}, directory]"
            })
    void noneIsAccepted(String stack) throws IOException {
        Path key = Files.writeString(targets.folder().resolve("key"), "5a".repeat(32));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(
                targets.folder().resolve("config.yaml"),
                "tracker: none\nfiles: none\nsink: " + stack.replace("KEY", key.toString()) + "\n");
        Path home = Sluice.launcher().getParent().getParent();
        try (io.sluice.Sluice sluice = io.sluice.Sluice.open(Configuration.load(file, home))) {
            Path newest = chain(sluice);
            assertThat(isRefused(sluice, newest)).isFalse();
            List<Path> files = files(newest.getParent());
            for (int changed = 0; changed < MUTATIONS; ) {
                changed += mutate(sluice, newest, files) ? 1 : 0;
            }
            assertThat(isRefused(sluice, newest)).isFalse();
        }
    }

    private Path chain(io.sluice.Sluice sluice) {
        int pid = (int) targets.start("sleep", "1000").pid();
        Path chain = targets.folder().resolve("chain");
        Path newest = chain.resolve("2");
        sluice.preDump(PreDumpRequest.first(pid, chain.resolve("1").toString()), Control.unlimited());
        sluice.preDump(PreDumpRequest.next(pid, newest.toString(), "../1"), Control.unlimited());
        return newest;
    }

    private static List<Path> files(Path chain) throws IOException {
        try (var files = Files.walk(chain)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Answers whether that changed anything. */
    private boolean mutate(io.sluice.Sluice sluice, Path newest, List<Path> files) throws IOException {
        Path file = files.get(random.nextInt(files.size()));
        byte[] stored = Files.readAllBytes(file);
        Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
        byte[] other = Files.readAllBytes(files.get(random.nextInt(files.size())));
        byte[] changed = mutation.of(stored.clone(), other, random);
        if (Arrays.equals(stored, changed)) {
            return false;
        }
        Files.write(file, changed);
        assertThat(isRefused(sluice, newest))
                .as("%s of %s, seed %d", mutation, file, Form.seed())
                .isTrue();
        Files.write(file, stored);
        return true;
    }

    /** Anything else that is thrown is a mistake of Sluice, and the test's end. */
    private static boolean isRefused(io.sluice.Sluice sluice, Path set) {
        try {
            return !sluice.verify(set.toString(), Control.unlimited()).sound();
        } catch (SluiceException refused) {
            assertThat(REFUSALS).as(refused.getMessage()).contains(refused.code());
            return true;
        }
    }

    /** What becomes of a file. */
    private enum Mutation {
        BIT {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            }
        },
        /** Where headers and indexes are. */
        END {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                int near = random.nextInt(Math.min(bytes.length, 200));
                bytes[random.nextBoolean() ? near : bytes.length - 1 - near] = (byte) random.nextInt();
                return bytes;
            }
        },
        ZEROS {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                int from = random.nextInt(bytes.length);
                Arrays.fill(bytes, from, from + random.nextInt(bytes.length - from) + 1, (byte) 0);
                return bytes;
            }
        },
        CUT {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
        },
        MORE {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5000));
            }
        },
        GAP {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                int from = random.nextInt(bytes.length);
                int count = random.nextInt(bytes.length - from) + 1;
                System.arraycopy(bytes, from + count, bytes, from, bytes.length - from - count);
                return Arrays.copyOf(bytes, bytes.length - count);
            }
        },
        /** A part comes to stand where another one was. */
        SWAP {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                int count = random.nextInt(bytes.length) / 2 + 1;
                int from = random.nextInt(bytes.length - count + 1);
                System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - count + 1), count);
                return bytes;
            }
        },
        /** An image of this or of the other set. */
        ANOTHER {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                return other;
            }
        },
        SPLICED {
            @Override
            byte[] of(byte[] bytes, byte[] other, Random random) {
                int count = random.nextInt(Math.min(bytes.length, other.length)) + 1;
                System.arraycopy(other, 0, bytes, 0, count);
                return bytes;
            }
        };

        abstract byte[] of(byte[] bytes, byte[] other, Random random);
    }
}
