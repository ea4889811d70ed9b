//! What a command and the processes that it starts take of the machine, as Linux tells it in /proc.

use std::error::Error;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// What a command took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// Processor time of all processes, in clock ticks.
    pub ticks: u64,
    /// The highest resident memory of the command itself, in kilobytes.
    pub peak: u64,
    /// The highest resident memory of one of the processes that it started, in kilobytes.
    pub peak_of_children: u64,
}

/// A command that runs on these processors alone, by the numbers that Linux gives them. Without that the parent would work on a second
/// processor while one reading process has the first.
pub fn on_processors(processors: &str, program: &str) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", processors, program]);
    command
}

/// Runs a command, which must end with one of these exit codes, without its output.
pub fn usage_of(mut command: Command, expected: &[i32]) -> Result<Usage, Box<dyn Error>> {
    let before = ticks_of_children()?;
    let mut usage = Usage::default();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        usage.peak = usage.peak.max(peak_of(&child.id().to_string()).unwrap_or(0));
        usage.peak_of_children = usage.peak_of_children.max(peak_of_children(&child).unwrap_or(0));
        thread::sleep(Duration::from_millis(20));
    };
    if !status.code().is_some_and(|code| expected.contains(&code)) {
        return Err(format!("{command:?} failed").into());
    }
    usage.ticks = ticks_of_children()? - before;
    Ok(usage)
}

/// Processor time of all children that have ended, from /proc/self/stat (fields 16 and 17, see `man proc`).
fn ticks_of_children() -> Result<u64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    Ok(fields[13].parse::<u64>()? + fields[14].parse::<u64>()?)
}

/// The highest resident memory of a process so far, in kilobytes.
fn peak_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The highest resident memory of a process's children so far, in kilobytes.
fn peak_of_children(parent: &Child) -> Option<u64> {
    let parent = format!("PPid:\t{}", parent.id());
    let is_child = |process: &String| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        status.lines().any(|line| line == parent)
    };
    fs::read_dir("/proc")
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(is_child)
        .filter_map(|process| peak_of(&process))
        .max()
}
