//! The calls of the storage system (NoyesStorage API v2).

pub mod access;
pub mod bodies;
pub mod settings;
pub mod sku;
pub mod stock;
pub mod system;
pub mod work;

use super::Operation;

/// In the order of the contract.
pub const ALL: &[&Operation] = &[
    &access::LIST_API_KEYS,
    &access::DELETE_API_KEY,
    &access::VALIDATE_AUTHENTICATED_REQUEST,
    &access::CREATE_USER_ACCOUNT,
    &access::REQUEST_PASSWORD_RESET_CODE,
    &access::GENERATE_API_KEY,
    &access::LOG_IN_USER,
    &access::GET_PASSWORD_POLICY,
    &access::REFRESH_ACCESS_TOKEN,
    &access::RESET_PASSWORD,
    &access::UPDATE_USER,
    &access::LIST_USERS,
    &system::LIST_BALCONIES,
    &system::LIST_LEVELS,
    &system::GENERATE_SUPPORT_REPORT,
    &system::RESTART_BRAIN_SERVICE,
    &system::GET_STORAGE_STATUS,
    &system::CHARGE_ALL_BOTS,
    &system::REMOVE_BOTS_FROM_DATABASE,
    &system::LIST_BOTS,
    &stock::SWAP_REGION_SECTION_CODES,
    &stock::SWAP_TWO_BOX_SECTION_CODES,
    &stock::DELETE_BOX,
    &stock::UPDATE_BOX,
    &stock::CREATE_BOX_ON_CARRIER,
    &stock::LIST_INVENTORY,
    &stock::DELETE_LOAD_FROM_BOX,
    &stock::UPDATE_LOAD_IN_BOX,
    &stock::CREATE_LOAD_IN_BOX,
    &work::LIST_EVENTS,
    &system::CHECK_API_HEALTH,
    &work::LIST_JOBS,
    &work::LIST_REQUESTS,
    &work::CREATE_REQUEST,
    &work::TRIGGER_JOB,
    &settings::LIST_SETTINGS,
    &settings::CREATE_OR_UPDATE_SETTING,
    &settings::GET_SYSTEM_SETTINGS,
    &settings::PATCH_SYSTEM_SETTINGS,
    &settings::GET_USER_SETTINGS,
    &settings::PATCH_USER_SETTINGS,
    &settings::RESET_SETTING,
    &settings::GET_SETTING,
    &settings::UPDATE_SETTING,
    &sku::CREATE_SKU,
    &sku::UPLOAD_SKU_IMAGE,
    &sku::DELETE_SKU,
    &sku::UPDATE_SKU,
    &sku::LIST_SKUS,
    &sku::CREATE_SUPPORT_ISSUE,
];
