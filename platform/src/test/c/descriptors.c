/*
 * A process that has one descriptor of a kind, as number 9, or a mapping of a kind; without number 9 where this kernel does not make
 * one. It is ready when it has no number 0 any more.
 *   descriptors KIND
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/io_uring.h>
#include <linux/landlock.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define KVM_CREATE_VM 0xAE01
#define KVM_CREATE_VCPU 0xAE41
#define SECRET 447
#define SEAL 462
#define OPEN_TREE 428
#define PIDFD_OPEN 434
#define FSOPEN 430
#define LANDLOCK_CREATE 444

static int bpf(int command, union bpf_attr *attributes)
{
    return syscall(SYS_bpf, command, attributes, sizeof *attributes);
}

static int bpf_map(void)
{
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1};
    return bpf(BPF_MAP_CREATE, &map);
}

static int bpf_program(int type, int attached)
{
    struct bpf_insn code[] = {{.code = 0xb7, .imm = 1}, {.code = 0x95}};
    union bpf_attr program = {.prog_type = type, .insn_cnt = 2, .expected_attach_type = attached};
    program.insns = (unsigned long)code;
    program.license = (unsigned long)"GPL";
    return bpf(BPF_PROG_LOAD, &program);
}

/* Of a network that is its own, so that nobody else's sockets are looked up by it. */
static int bpf_link(void)
{
    if (unshare(CLONE_NEWNET) < 0)
        return -1;
    union bpf_attr link = {.link_create.attach_type = BPF_SK_LOOKUP};
    link.link_create.prog_fd = bpf_program(BPF_PROG_TYPE_SK_LOOKUP, BPF_SK_LOOKUP);
    link.link_create.target_fd = open("/proc/self/ns/net", O_RDONLY);
    int made = bpf(BPF_LINK_CREATE, &link);
    close(link.link_create.prog_fd);
    close(link.link_create.target_fd);
    return made;
}

static int io_uring(void)
{
    struct io_uring_params parameters = {0};
    return syscall(SYS_io_uring_setup, 4, &parameters);
}

static int perf(void)
{
    struct perf_event_attr event = {.type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_DUMMY};
    return syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);
}

static int landlock(void)
{
    struct landlock_ruleset_attr rules = {.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE};
    return syscall(LANDLOCK_CREATE, &rules, sizeof rules, 0);
}

static int listener(void)
{
    struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {1, &allow};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static int poll_of_counter(void)
{
    int file = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    return epoll_ctl(file, EPOLL_CTL_ADD, eventfd(0, 0), &event) == 0 ? file : -1;
}

static int kvm_machine(void)
{
    int device = open("/dev/kvm", O_RDWR);
    int machine = ioctl(device, KVM_CREATE_VM, 0);
    close(device);
    return machine;
}

static int of_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    return signalfd(-1, &set, 0);
}

static int of_thread(void)
{
    return syscall(PIDFD_OPEN, getpid(), O_EXCL);
}

static int if_mapped(const void *memory)
{
    return memory == MAP_FAILED ? -1 : open("/dev/null", O_RDONLY);
}

static int aio_ring(void)
{
    unsigned long context = 0;
    return syscall(SYS_io_setup, 1, &context) == 0 ? open("/dev/null", O_RDONLY) : -1;
}

static int segment(void)
{
    int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    void *memory = shmat(id, 0, 0);
    shmctl(id, IPC_RMID, 0);
    return if_mapped(memory);
}

static int ring_of_perf(void)
{
    return if_mapped(mmap(0, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, perf(), 0));
}

static int huge_pages(void)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_NORESERVE;
    return if_mapped(mmap(0, 2 << 20, PROT_READ | PROT_WRITE, flags, -1, 0));
}

static int sealed(void)
{
    void *memory = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return syscall(SEAL, memory, 4096, 0) == 0 ? if_mapped(memory) : -1;
}

static int keyed(void)
{
    void *memory = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int key = pkey_alloc(0, 0);
    return pkey_mprotect(memory, 4096, PROT_READ, key) == 0 && key > 0 ? if_mapped(memory) : -1;
}

static int queue(void)
{
    int file = syscall(SYS_mq_open, "sluice-every-kind", O_RDWR | O_CREAT, 0600, 0);
    syscall(SYS_mq_unlink, "sluice-every-kind");
    return file;
}

static int type_information(void)
{
    struct {
        unsigned short magic;
        unsigned char version, flags;
        unsigned header, types, type_bytes, names, name_bytes;
        unsigned name, kind, size, bits;
        char text[3];
    } bytes = {0xeb9f, 1, 0, 24, 0, 16, 16, 3, 1, 1 << 24, 4, 32, "\0i"};
    union bpf_attr load = {.btf = (unsigned long)&bytes, .btf_size = 24 + 16 + 3};
    return bpf(BPF_BTF_LOAD, &load);
}

static int bpf_statistics(void)
{
    union bpf_attr enable = {.enable_stats.type = BPF_STATS_RUN_TIME};
    return bpf(BPF_ENABLE_STATS, &enable);
}

static int kvm_processor(void)
{
    int machine = kvm_machine();
    int processor = ioctl(machine, KVM_CREATE_VCPU, 0);
    close(machine);
    return processor;
}

static int open_kind(const char *kind)
{
    int ends[2];
    if (!strcmp(kind, "sealed"))
        return sealed();
    if (!strcmp(kind, "keyed"))
        return keyed();
    if (!strcmp(kind, "queue"))
        return queue();
    if (!strcmp(kind, "detached mount"))
        return syscall(OPEN_TREE, AT_FDCWD, "/", 1);
    if (!strcmp(kind, "btf"))
        return type_information();
    if (!strcmp(kind, "bpf-stats"))
        return bpf_statistics();
    if (!strcmp(kind, "kvm-vcpu"))
        return kvm_processor();
    if (!strcmp(kind, "eventfd"))
        return eventfd(3, 0);
    if (!strcmp(kind, "aio ring"))
        return aio_ring();
    if (!strcmp(kind, "segment"))
        return segment();
    if (!strcmp(kind, "ring of perf"))
        return ring_of_perf();
    if (!strcmp(kind, "huge pages"))
        return huge_pages();
    if (!strcmp(kind, "semaphore"))
        return eventfd(3, EFD_SEMAPHORE);
    if (!strcmp(kind, "eventpoll"))
        return poll_of_counter();
    if (!strcmp(kind, "signalfd"))
        return of_signals();
    if (!strcmp(kind, "timerfd"))
        return timerfd_create(CLOCK_BOOTTIME, 0);
    if (!strcmp(kind, "pidfd"))
        return syscall(PIDFD_OPEN, getpid(), 0);
    if (!strcmp(kind, "pipe"))
        return pipe(ends) == 0 ? ends[0] : -1;
    if (!strcmp(kind, "memfd"))
        return memfd_create("some", 0);
    if (!strcmp(kind, "namespace"))
        return open("/proc/self/ns/uts", O_RDONLY);
    if (!strcmp(kind, "held"))
        return open("/", O_PATH);
    if (!strcmp(kind, "thread"))
        return of_thread();
    if (!strcmp(kind, "inotify"))
        return inotify_init1(0);
    if (!strcmp(kind, "fanotify"))
        return fanotify_init(FAN_CLASS_NOTIF, O_RDONLY);
    if (!strcmp(kind, "userfaultfd"))
        return syscall(SYS_userfaultfd, 0);
    if (!strcmp(kind, "io_uring"))
        return io_uring();
    if (!strcmp(kind, "perf_event"))
        return perf();
    if (!strcmp(kind, "bpf-map"))
        return bpf_map();
    if (!strcmp(kind, "bpf-prog"))
        return bpf_program(BPF_PROG_TYPE_SOCKET_FILTER, 0);
    if (!strcmp(kind, "bpf_link"))
        return bpf_link();
    if (!strcmp(kind, "landlock-ruleset"))
        return landlock();
    if (!strcmp(kind, "seccomp notify"))
        return listener();
    if (!strcmp(kind, "fscontext"))
        return syscall(FSOPEN, "tmpfs", 0);
    if (!strcmp(kind, "kvm-vm"))
        return kvm_machine();
    if (!strcmp(kind, "secretmem"))
        return syscall(SECRET, 0);
    if (!strcmp(kind, "hugetlb"))
        return memfd_create("huge", MFD_HUGETLB);
    if (!strcmp(kind, "socket"))
        return socket(AF_UNIX, SOCK_STREAM, 0);
    if (!strcmp(kind, "terminal"))
        return open("/dev/ptmx", O_RDWR | O_NOCTTY);
    if (!strcmp(kind, "device"))
        return open("/dev/fuse", O_RDWR);
    if (!strcmp(kind, "shared")) {
        char place[64];
        void *memory = mmap(0, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        snprintf(place, sizeof place, "/proc/self/map_files/%lx-%lx", (long)memory, (long)memory + 4096);
        return open(place, O_RDWR);
    }
    return -1;
}

int main(int count, char **words)
{
    int file = count == 2 ? open_kind(words[1]) : -1;
    if (file >= 0 && file != 9) {
        dup2(file, 9);
        close(file);
    }
    close(0);
    for (;;)
        pause();
}
