//! No writing, by Landlock. The only file that knows the crate landlock.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, RestrictionStatus, Ruleset, RulesetAttr, RulesetError,
    RulesetStatus, Scope,
};

/// Forbids the calling thread to write, make, rename or remove any file or folder, and as much of the network as the kernel's Landlock
/// knows of. False where the kernel has none.
pub fn forbid_writing() -> bool {
    restrict().is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// What later versions of Landlock added is asked for too, and left out by kernels that do not know it.
fn restrict() -> Result<RestrictionStatus, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_write(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .restrict_self()
}

/// Whether the kernel has Landlock.
pub fn is_supported() -> bool {
    let ruleset = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
    ruleset
        .handle_access(AccessFs::from_write(ABI::V1))
        .and_then(Ruleset::create)
        .is_ok()
}
