//! Reading SKUs, users, keys, settings and the password policy of the storage system.

use serde_json::value::RawValue;

use super::{Noyes, convert_admin, converted, decode, wire};
use crate::clients::http::{Call, Read};
use crate::domain::account::{ApiKey, PasswordPolicy, User};
use crate::domain::ids::UserId;
use crate::domain::operation::noyes::{access, settings, sku};
use crate::domain::page::{ListQuery, Page};
use crate::domain::setting::Setting;
use crate::domain::sku::Sku;
use crate::domain::trouble::Trouble;
use crate::util::plain::Plain;

impl Noyes {
    pub async fn list_skus(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<Sku>>, Trouble> {
        self.page(&sku::LIST_SKUS, query, page, size, convert_admin::sku_from_wire).await
    }

    pub async fn list_users(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<User>>, Trouble> {
        self.page(&access::LIST_USERS, query, page, size, convert_admin::user_from_wire).await
    }

    pub async fn list_api_keys(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<ApiKey>>, Trouble> {
        self.page(&access::LIST_API_KEYS, query, page, size, convert_admin::api_key_from_wire).await
    }

    pub async fn password_policy(&self) -> Result<Read<PasswordPolicy>, Trouble> {
        let answer = self.transport().call(&access::GET_PASSWORD_POLICY, Call::default()).await?;
        let policy: wire::PasswordPolicyResponse = decode::whole(&answer)?;
        Ok(answer.read(convert_admin::policy_from_wire(policy), Vec::new()))
    }

    /// All settings of the system and of its users; not paged.
    pub async fn list_settings(&self) -> Result<Read<Vec<Setting>>, Trouble> {
        let answer = self.transport().call(&settings::LIST_SETTINGS, Call::default()).await?;
        let raws: wire::Page<&RawValue> = decode::whole(&answer)?;
        let (items, defects) = decode::elements(&raws.items, "items");
        let convert = convert_admin::setting_from_wire;
        let (list, defects) = converted(items, defects, "items", convert);
        Ok(answer.read(list, defects))
    }

    /// The settings in force for one user, value by key.
    pub async fn user_settings(&self, user: &UserId) -> Result<Read<Plain>, Trouble> {
        let call = Call::default().path("user_idx", user.as_str());
        let answer = self.transport().call(&settings::GET_USER_SETTINGS, call).await?;
        let resolved: wire::ResolvedSettingsResponse = decode::whole(&answer)?;
        Ok(answer.read(resolved.settings.unwrap_or_default(), Vec::new()))
    }

    /// The settings in force for the system, value by key.
    pub async fn system_settings(&self) -> Result<Read<Plain>, Trouble> {
        let answer = self.transport().call(&settings::GET_SYSTEM_SETTINGS, Call::default()).await?;
        let resolved: wire::ResolvedSettingsResponse = decode::whole(&answer)?;
        Ok(answer.read(resolved.settings.unwrap_or_default(), Vec::new()))
    }
}
