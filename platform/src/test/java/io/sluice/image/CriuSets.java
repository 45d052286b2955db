package io.sluice.image;

import com.google.protobuf.MessageLite;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageWriter;
import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.InventoryEntry;
import io.sluice.image.message.MmEntry;
import io.sluice.image.message.OwnerEntry;
import io.sluice.image.message.PagemapEntry;
import io.sluice.image.message.PagemapHead;
import io.sluice.image.message.PstreeEntry;
import io.sluice.image.message.RegFileEntry;
import io.sluice.image.message.RemapEntry;
import io.sluice.image.message.TaskCoreEntry;
import io.sluice.image.message.VmaEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes sets as CRIU makes them: without a manifest. */
public final class CriuSets {
    private CriuSets() {}

    /** Takes our identity out of the inventory of a set. */
    public static void disown(Path set) throws IOException {
        write(
                ImageType.INVENTORY,
                set.resolve("inventory.img"),
                new Inventory(0, OptionalLong.of(1), Optional.of(PreDumpMode.READ), Optional.empty(), Optional.empty())
                        .entry());
    }

    /** Takes all of ours out of a set. */
    public static void disownWhole(Path set) throws IOException {
        Files.delete(set.resolve("manifest.json"));
        disown(set);
    }

    /** Says of files of the image that their names are gone. */
    public static void remap(Path set, int... ids) throws IOException {
        write(
                ImageType.REMAP_FPATH,
                set.resolve("remap-fpath.img"),
                Arrays.stream(ids)
                        .mapToObj(id -> RemapEntry.newBuilder()
                                .setOrigId(id)
                                .setRemapId(id)
                                .build())
                        .toArray(MessageLite[]::new));
    }

    /** A dump of one task with a heap of four pages, one of them a parent's, a file mapping without pages, and a stack. */
    public static void dump(Path set) throws IOException {
        Files.createDirectories(set);
        write(ImageType.INVENTORY, set.resolve("inventory.img"), inventory());
        write(
                ImageType.PSTREE,
                set.resolve("pstree.img"),
                PstreeEntry.newBuilder()
                        .setPid(7)
                        .setPpid(0)
                        .setPgid(7)
                        .setSid(7)
                        .addThreads(7)
                        .addThreads(8)
                        .build());
        write(
                ImageType.CORE,
                set.resolve("core-7.img"),
                CoreEntry.newBuilder()
                        .setMtype(1)
                        .setTc(TaskCoreEntry.newBuilder()
                                .setTaskState(3)
                                .setExitCode(0)
                                .setPersonality(0)
                                .setFlags(0)
                                .setBlkSigset(0)
                                .setComm("victim"))
                        .build());
        write(ImageType.MM, set.resolve("mm-7.img"), memory());
        write(ImageType.FILES, set.resolve("files.img"), file());
        write(
                ImageType.PAGEMAP,
                set.resolve("pagemap-7.img"),
                PagemapHead.newBuilder().setPagesId(1).build(),
                entry(0x10000).setCompatNrPages(3).build(),
                entry(0x13000).setCompatNrPages(0).setFlags(1).setNrPages(1).build(),
                entry(0x7000_0000).setCompatNrPages(0).setFlags(4).setNrPages(1).build());
        Files.write(set.resolve("pages-1.img"), new byte[4 * Sets.PAGE]);
    }

    private static InventoryEntry inventory() {
        return InventoryEntry.newBuilder()
                .setImgVersion(2)
                .setFdinfoPerId(true)
                .setRootCgSet(1)
                .build();
    }

    private static PagemapEntry.Builder entry(long address) {
        return PagemapEntry.newBuilder().setVaddr(address);
    }

    private static FileEntry file() {
        return FileEntry.newBuilder()
                .setType(1)
                .setId(5)
                .setReg(RegFileEntry.newBuilder()
                        .setId(5)
                        .setFlags(0)
                        .setPos(0)
                        .setFown(OwnerEntry.newBuilder()
                                .setUid(0)
                                .setEuid(0)
                                .setSignum(0)
                                .setPidType(0)
                                .setPid(0))
                        .setName("/bin/victim")
                        .setSize(4096)
                        .setMode(0100755)
                        .addBuildId(0x04030201))
                .build();
    }

    private static MmEntry memory() {
        return MmEntry.newBuilder()
                .setMmStartCode(0x20000)
                .setMmEndCode(0x21000)
                .setMmStartData(0)
                .setMmEndData(0)
                .setMmArgStart(0)
                .setMmArgEnd(0)
                .setMmEnvStart(0)
                .setMmEnvEnd(0)
                .setMmStartStack(0x7000_0800L)
                .setMmStartBrk(0x10000)
                .setMmBrk(0x14000)
                .setExeFileId(5)
                .addVmas(mapping(0x10000, 0x14000, 3, 1 << 5))
                .addVmas(mapping(0x20000, 0x21000, 5, 1 << 6))
                .addVmas(mapping(0x6fff_f000L, 0x7000_2000L, 3, 1 << 1))
                .addVmas(mapping(0xffff_ffff_ff60_0000L, 0xffff_ffff_ff60_1000L, 5, 1 << 2))
                .build();
    }

    private static VmaEntry.Builder mapping(long start, long end, int protection, int status) {
        return VmaEntry.newBuilder()
                .setStart(start)
                .setEnd(end)
                .setPgoff(0)
                .setShmid(5)
                .setProt(protection)
                .setFlags(2)
                .setStatus(1 | status)
                .setFd(-1);
    }

    private static void write(ImageType type, Path image, MessageLite... messages) throws IOException {
        try (MessageWriter writer = MessageWriter.begin(type, Files.newOutputStream(image))) {
            for (MessageLite message : messages) {
                writer.write(message);
            }
        }
    }
}
