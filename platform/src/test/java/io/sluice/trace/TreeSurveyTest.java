package io.sluice.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What cannot be dumped is refused before anything is done to it. */
class TreeSurveyTest {

    private static SluiceException refusal(int pid) {
        return assertThrows(SluiceException.class, () -> TreeSurvey.of(pid));
    }

    private static void requireRefused(int pid, ErrorCode code, String words) {
        SluiceException refusal = refusal(pid);
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("\n"));
        assertFalse(refusal.remedy().isBlank());
    }

    @Test
    void zombiesAreNamedAndDoNotHinder() {
        try (TreeProgram program = TreeProgram.start("zombies", 0)) {
            TreeProgram.await(
                    "both ended", () -> TreeSurvey.of(program.pid()).zombies().size() == 2);
            TreeSurvey survey = TreeSurvey.of(program.pid());
            assertEquals(1, survey.processes().size());
            requireRefused(survey.zombies().get(0), ErrorCode.TARGET_GONE, "zombie");
        }
    }

    @Test
    void aThreadOfTheKernelIsRefused() {
        assumeTrue(
                TaskStatus.read(2).filter(TaskStatus::kernelThread).isPresent(),
                "process 2 is no thread of the kernel here: another pid namespace");
        requireRefused(2, ErrorCode.TARGET_UNSUPPORTED, "kernel");
    }

    @Test
    void oneThatDoesNotExistIsGone() {
        requireRefused(Integer.MAX_VALUE, ErrorCode.TARGET_GONE, "no process");
    }

    @Test
    void ourselvesInTheTreeIsRefused() {
        requireRefused((int) ProcessHandle.current().pid(), ErrorCode.TARGET_UNSUPPORTED, "Sluice itself");
        requireRefused(
                (int) ProcessHandle.current().parent().orElseThrow().pid(),
                ErrorCode.TARGET_UNSUPPORTED,
                "Sluice itself");
    }

    @Test
    void oneThatIsTracedByAnotherIsRefused() {
        try (TreeProgram program = TreeProgram.start("traced", 0)) {
            program.ready();
            requireRefused(program.pid(), ErrorCode.TARGET_UNSUPPORTED, "traced by process " + program.pid());
        }
    }

    @Test
    void aThreadIsNoProcess() {
        try (TreeProgram program = TreeProgram.start("threads", 1)) {
            TreeProgram.await(
                    "its second thread",
                    () -> ProcessTree.threads(program.pid()).size() > 1);
            int thread = ProcessTree.threads(program.pid()).stream()
                    .filter(candidate -> candidate != program.pid())
                    .findFirst()
                    .orElseThrow();
            requireRefused(thread, ErrorCode.TARGET_UNSUPPORTED, "is a thread of process " + program.pid());
        }
    }

    @Test
    void aProcessWhoseLeaderHasEndedIsRefused() {
        try (TreeProgram program = TreeProgram.start("leaderless", 0)) {
            TreeProgram.await("its leader ends", () -> TaskStatus.read(program.pid())
                    .filter(TaskStatus::ended)
                    .isPresent());
            requireRefused(program.pid(), ErrorCode.TARGET_UNSUPPORTED, "main thread");
            SluiceException inTheStop = assertThrows(
                    SluiceException.class,
                    () -> TreeFreezer.freeze(program.pid(), io.sluice.control.Control.unlimited(), tree -> null));
            assertEquals(ErrorCode.TARGET_UNSUPPORTED, inTheStop.code());
            program.requireRunning();
        }
    }

    @Test
    void aProgramOf32BitsIsRefused() throws IOException {
        Path program = Files.createTempFile("sluice-32-bits", "");
        try {
            Files.write(program, program32());
            assertTrue(program.toFile().setExecutable(true));
            int pid = Integer.parseInt(TreeProgram.shell(program + " >/dev/null 2>&1 & echo $!"));
            try {
                assumeTrue(executes(pid, program), "this kernel runs no programs of 32 bits");
                requireRefused(pid, ErrorCode.TARGET_UNSUPPORTED, "64-bit");
            } finally {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        } finally {
            Files.delete(program);
        }
    }

    private static boolean executes(int pid, Path program) throws IOException {
        for (int i = 0; i < 200; i++) {
            Path exe = Path.of("/proc/" + pid + "/exe");
            if (Files.exists(exe) && Files.readSymbolicLink(exe).equals(program)) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    /** A whole program of ELF32 for i386: alarm(30), then pause() for ever. */
    private static byte[] program32() {
        byte[] code = {
            (byte) 0xb8,
            27,
            0,
            0,
            0,
            (byte) 0xbb,
            30,
            0,
            0,
            0,
            (byte) 0xcd,
            (byte) 0x80, // alarm
            (byte) 0xb8,
            29,
            0,
            0,
            0,
            (byte) 0xcd,
            (byte) 0x80,
            (byte) 0xeb,
            (byte) 0xf7 // pause, and again
        };
        int start = 0x08048000;
        int header = 52;
        int segment = 32;
        int length = header + segment + code.length;
        ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 3).putInt(1);
        elf.putInt(start + header + segment).putInt(header).putInt(0).putInt(0);
        elf.putShort((short) header).putShort((short) segment).putShort((short) 1);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(0).putInt(start).putInt(start).putInt(length).putInt(length);
        elf.putInt(5).putInt(0x1000).put(code);
        return elf.array();
    }
}
