//! No network, no programs, no other processes, by seccomp. The only file that knows the crate seccompiler.

use std::collections::BTreeMap;
use std::env;
use std::fs;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

/// What a decoder never asks of the system.
const FORBIDDEN: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    // By these, others of the list could be reached in other ways.
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_chroot,
    libc::SYS_pivot_root,
    libc::SYS_unshare,
    libc::SYS_setns,
    // What Landlock lets pass: rights, owners, times and attributes of files.
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
];

/// The same under older names, which other processors never had.
#[cfg(target_arch = "x86_64")]
const FORBIDDEN_OLD: &[i64] = &[
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
];
#[cfg(not(target_arch = "x86_64"))]
const FORBIDDEN_OLD: &[i64] = &[];

/// Forbids the calling thread what is listed above. False where the kernel cannot.
pub fn forbid() -> bool {
    filter().is_some_and(|filter| seccompiler::apply_filter(&filter).is_ok())
}

fn filter() -> Option<BpfProgram> {
    const NOT_PERMITTED: u32 = libc::EPERM as u32;
    let calls = FORBIDDEN.iter().chain(FORBIDDEN_OLD);
    let rules: BTreeMap<_, _> = calls.map(|&call| (call, Vec::new())).collect();
    let processor = env::consts::ARCH.try_into().ok()?;
    let filter = SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(NOT_PERMITTED),
        processor,
    );
    filter.ok()?.try_into().ok()
}

/// Whether the kernel has seccomp.
pub fn is_supported() -> bool {
    fs::read_to_string("/proc/self/status").is_ok_and(|status| status.contains("\nSeccomp:")) && filter().is_some()
}
