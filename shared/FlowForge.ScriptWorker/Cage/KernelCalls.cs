namespace FlowForge.ScriptWorker.Cage;

/// <summary>Numbers of the kernel's calls on one kind of machine (its tables <c>syscall_64.tbl</c> and <c>unistd.h</c>).</summary>
/// <param name="Denied">Never allowed.</param>
/// <param name="Absent">Answered as if the kernel were too old to know them, so that the library takes the older call, whose arguments can be looked at.</param>
/// <param name="NewThread">Allowed for threads only.</param>
/// <param name="Opens">Allowed for reading only, with the place of their flags.</param>
internal sealed record KernelCalls(int[] Denied, int[] Absent, int NewThread, (int Call, int Flags)[] Opens)
{
    // clone3, openat2
    private static readonly int[] NewForms = [435, 437];

    // pidfd_send_signal, io_uring_setup, io_uring_enter, io_uring_register, open_tree, move_mount, fsopen, fsmount, pidfd_open, pidfd_getfd, process_madvise,
    // mount_setattr, fchmodat2: the same number everywhere
    private static readonly int[] Newer = [424, 425, 426, 427, 428, 429, 430, 432, 434, 438, 440, 442, 452];

    public static readonly KernelCalls X64 = new(
    [
        41, 53, 42, 49, 50, 43, 288,                          // socket, socketpair, connect, bind, listen, accept, accept4
        59, 322, 57, 58,                                      // execve, execveat, fork, vfork
        101, 310, 311, 312, 62,                               // ptrace, process_vm_readv, process_vm_writev, kcmp, kill
        85, 87, 263, 82, 264, 316, 83, 258, 84, 86, 265,      // creat, unlink, unlinkat, rename, renameat, renameat2, mkdir, mkdirat, rmdir, link, linkat
        88, 266, 90, 91, 268, 92, 93, 94, 260, 76, 133, 259,  // symlink, symlinkat, chmod, fchmod, fchmodat, chown, fchown, lchown, fchownat, truncate, mknod, mknodat
        165, 166, 155, 161, 272, 308, 321, 298, 323,          // mount, umount2, pivot_root, chroot, unshare, setns, bpf, perf_event_open, userfaultfd
        250, 248, 249, 175, 313, 246, 304,                    // keyctl, add_key, request_key, init_module, finit_module, kexec_load, open_by_handle_at
        .. Newer,
    ], NewForms, NewThread: 56, [(2, 1), (257, 2)]);

    public static readonly KernelCalls Arm64 = new(
    [
        198, 199, 203, 200, 201, 202, 242,                    // socket, socketpair, connect, bind, listen, accept, accept4
        221, 281,                                             // execve, execveat
        117, 270, 271, 272, 129,                              // ptrace, process_vm_readv, process_vm_writev, kcmp, kill
        35, 38, 276, 34, 37, 36, 52, 53, 54, 55, 45, 33,      // unlinkat, renameat, renameat2, mkdirat, linkat, symlinkat, fchmod, fchmodat, fchownat, fchown, truncate, mknodat
        40, 39, 41, 51, 97, 268, 280, 241, 282,               // mount, umount2, pivot_root, chroot, unshare, setns, bpf, perf_event_open, userfaultfd
        219, 217, 218, 105, 273, 104, 265,                    // keyctl, add_key, request_key, init_module, finit_module, kexec_load, open_by_handle_at
        .. Newer,
    ], NewForms, NewThread: 220, [(56, 2)]);
}
