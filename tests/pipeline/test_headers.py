"""The real column names of CRMs."""

from __future__ import annotations

import pytest

from xlsales.pipeline.columns import match_columns, unit_factor

EXPORTS: dict[str, dict[str, str]] = {
    "Salesforce API": {
        "id": "Id", "name": "Name", "account": "Account.Name", "owner": "Owner.Name", "stage": "StageName",
        "amount": "Amount", "probability": "Probability", "close": "CloseDate", "created": "CreatedDate",
        "is_won": "IsWon", "is_closed": "IsClosed", "category": "ForecastCategoryName", "next_step": "NextStep",
        "last_activity": "LastActivityDate", "stage_since": "LastStageChangeDate", "deleted": "IsDeleted",
        "currency": "CurrencyIsoCode",
    },
    "Salesforce report": {
        "id": "Opportunity ID", "name": "Opportunity Name", "account": "Account Name", "owner": "Opportunity Owner",
        "stage": "Stage", "amount": "Amount", "probability": "Probability (%)", "close": "Close Date",
        "created": "Created Date", "is_won": "Won", "is_closed": "Closed", "category": "Forecast Category",
        "next_step": "Next Step", "last_activity": "Last Activity", "team": "Owner Role",
        "stage_since": "Last Stage Change Date", "segment": "Type",
    },
    "Salesforce by Fivetran": {
        "id": "id", "name": "name", "account": "account_id", "owner": "owner_id", "stage": "stage_name",
        "amount": "amount", "close": "close_date", "created": "created_date", "is_won": "is_won",
        "is_closed": "is_closed", "category": "forecast_category_name", "deleted": "is_deleted",
    },
    "HubSpot": {
        "id": "Record ID", "name": "Deal Name", "stage": "Deal Stage", "amount": "Amount", "close": "Close Date",
        "created": "Create Date", "owner": "Deal owner", "segment": "Deal Type", "is_won": "Is Closed Won",
        "account": "Associated Company", "category": "Forecast category", "probability": "Deal probability",
        "last_activity": "Last Activity Date", "next_step": "Next step",
    },
    "HubSpot API": {
        "id": "hs_object_id", "name": "dealname", "stage": "dealstage", "amount": "amount", "close": "closedate",
        "created": "createdate", "owner": "hubspot_owner_id", "category": "hs_manual_forecast_category",
        "is_won": "hs_is_closed_won", "is_closed": "hs_is_closed", "probability": "hs_deal_stage_probability",
        "stage_since": "hs_v2_date_entered_current_stage", "last_activity": "notes_last_updated",
    },
    "Dynamics 365": {
        "name": "Topic", "account": "Potential Customer", "owner": "Owner", "amount": "Est. Revenue",
        "close": "Est. Close Date", "closed": "Actual Close Date", "won_amount": "Actual Revenue",
        "probability": "Probability", "stage": "Pipeline Phase", "status": "Status", "created": "Created On",
        "last_activity": "Modified On",
    },
    "Dynamics 365 API": {
        "id": "opportunityid", "name": "name", "owner": "_ownerid_value", "amount": "estimatedvalue",
        "close": "estimatedclosedate", "closed": "actualclosedate", "won_amount": "actualvalue",
        "probability": "closeprobability", "stage": "stepname", "status": "statecode", "created": "createdon",
        "category": "msdyn_forecastcategory",
    },
    "Zoho": {
        "id": "Record Id", "name": "Deal Name", "account": "Account Name", "owner": "Deal Owner",
        "amount": "Amount", "close": "Closing Date", "stage": "Stage", "probability": "Probability (%)",
        "created": "Created Time", "last_activity": "Last Activity Time", "next_step": "Next Step",
    },
    "Zoho API": {
        "name": "Deal_Name", "account": "Account_Name", "close": "Closing_Date", "created": "Created_Time",
        "stage_since": "Stage_Modified_Time", "last_activity": "Last_Activity_Time",
    },
    "Pipedrive": {
        "id": "Deal - ID", "name": "Deal - Title", "owner": "Deal - Owner", "account": "Deal - Organization",
        "stage": "Deal - Stage", "status": "Deal - Status", "amount": "Deal - Value",
        "probability": "Deal - Probability", "close": "Deal - Expected close date", "closed": "Deal - Won time",
        "lost_on": "Deal - Lost time", "created": "Deal - Deal created", "currency": "Deal - Currency",
        "stage_since": "Deal - Last stage change", "last_activity": "Deal - Last activity date",
    },
    "Pipedrive API": {
        "id": "id", "name": "title", "owner": "owner_name", "account": "org_name", "amount": "value",
        "status": "status", "stage": "stage_id", "close": "expected_close_date", "created": "add_time",
        "closed": "won_time", "lost_on": "lost_time", "stage_since": "stage_change_time",
    },
    "Odoo": {
        "name": "Opportunity", "account": "Customer", "owner": "Salesperson", "team": "Sales Team",
        "amount": "Expected Revenue", "probability": "Probability", "close": "Expected Closing", "stage": "Stage",
        "created": "Created on", "status": "Won/Lost", "stage_since": "Last Stage Update",
    },
    "Odoo fields": {
        "id": "id", "name": "name", "account": "partner_id", "owner": "user_id", "team": "team_id",
        "amount": "expected_revenue", "probability": "probability", "close": "date_deadline",
        "closed": "date_closed", "stage": "stage_id", "created": "create_date", "status": "won_status",
        "stage_since": "date_last_stage_update",
    },
    "纷享销客": {
        "name": "商机名称", "account": "客户名称", "owner": "负责人", "stage": "商机阶段", "amount": "商机金额",
        "close": "预计成交日期", "probability": "赢率", "created": "创建时间", "last_activity": "最后跟进时间",
        "stage_since": "阶段变更时间", "team": "负责人主属部门", "status": "阶段状态",
    },
    "销售易": {
        "name": "销售机会名称", "account": "客户名称", "owner": "销售机会所有人", "stage": "销售阶段",
        "amount": "销售金额",
        "close": "结单日期", "probability": "赢率", "created": "创建日期", "team": "所属部门",
        "last_activity": "最近活动记录时间", "category": "预测类别",
    },
}  # fmt: skip


@pytest.mark.parametrize("crm", EXPORTS)
def test_the_headers_of_a_crm_are_known(crm: str) -> None:
    """Every column of the export is taken for what it is, whatever the order."""
    headers = tuple(reversed([*EXPORTS[crm].values(), "Colour", "Lead Source"]))
    found = match_columns(headers, {}, crm)
    assert {role: headers[index] for role, index in found.items()} == EXPORTS[crm]


def test_the_surer_of_two_headers_is_taken() -> None:
    """A name outranks an id, an amount outranks an already weighted one."""
    headers = ("Owner ID", "Expected Revenue", "Amount", "Opportunity Owner", "Stage")
    assert match_columns(headers, {}, "x") == {"owner": 3, "amount": 2, "stage": 4}


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("金额(万元)", 1e4),
        ("预计金额（单位：万元）", 1e4),
        ("Amount ($k)", 1e3),
        ("合同金额[亿]", 1e8),
        ("Amount (USD)", 1),
        ("金额", 1),
    ],
)
def test_the_unit_in_a_header_is_known(header: str, factor: float) -> None:
    """万元 in brackets multiplies by 10,000; a currency does not."""
    assert unit_factor(header) == factor
